using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;

namespace Rasan.Core.Search;

/// <summary>The index makes no sense: it is made anew, and nothing else suffers.</summary>
public sealed class SearchDamagedException(SqliteException inner) : Exception("The search index is damaged.", inner)
{
    private const int GenericError = 1, CannotOpen = 14;   // a table is missing, the file is

    internal static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is GenericError or CannotOpen || StorageUnavailableException.From(exception) is { Fault: StorageFault.Damaged })
        {
            throw new SearchDamagedException(exception);
        }
    }

    internal static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });
}
