using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rasan.Tests.Support;

/// <summary>Notes how SQLite would go about every query that EF Core asks.</summary>
public sealed class AskedQueries : DbCommandInterceptor
{
    public List<string> Plans { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Plans.Add(PlanOf((SqliteCommand)command));
        return new(result);
    }

    private static string PlanOf(SqliteCommand asked)
    {
        using var command = asked.Connection!.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + asked.CommandText;
        foreach (SqliteParameter parameter in asked.Parameters) command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }
}
