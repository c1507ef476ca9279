using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Search;

/// <summary>What a look at the index from outside says.</summary>
/// <param name="Standing">How far it has come; the second index is the server's own affair.</param>
/// <param name="Version">Of its tables; another than the program's is made anew at the next start.</param>
/// <param name="Texts">Messages that are found by their words.</param>
/// <param name="Numbers">Messages that are found by their number.</param>
/// <param name="IsAskedFor">A new one was asked for and does not stand yet.</param>
public sealed record SearchReport(SearchStanding Standing, int Version, long Texts, long Numbers, bool IsAskedFor);

/// <summary>Looks at <c>search.db</c> beside the server that writes it; changes nothing.</summary>
public sealed class InspectSearch(IDbContextFactory<RasanDb> stores, DataDirectory directory)
{
    /// <returns>Null: there is none; the server makes one when it starts.</returns>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public async Task<SearchReport?> RunAsync(CancellationToken ct)
    {
        if (!File.Exists(directory.SearchDatabase)) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var newest = await store.Messages.MaxAsync(m => (long?)m.Id, ct) ?? 0;
        var wanted = (await store.Settings.FindAsync([Setting.SearchRequest], ct))?.Value ?? "";
        await using var index = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.SearchDatabase, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await index.OpenAsync(ct);
        DatabaseCheck.Run(index);
        using var version = new Statement(index, "PRAGMA user_version");
        if (version.First(row => row.Int(0)) is not SearchFile.Version and var other) return new(new(0, newest, null), other, 0, 0, IsAskedFor: true);
        using var standing = new Statement(index, "SELECT watermark, request, (SELECT count(*) FROM texts_docsize), (SELECT count(*) FROM numbers_docsize) FROM standing");
        return standing.First(row => new SearchReport(new(row.Long(0), newest, null), SearchFile.Version, row.Long(2), row.Long(3), row.Text(1) != wanted));
    }
}
