using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Search;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>
/// Messages whose time is over, a chunk at a time: the search index forgets them first, then they are wiped or removed. In this order a
/// crash leaves messages that are not found, never words of a wiped one; the next run begins with the same chunk.
/// </summary>
public sealed class OldMessages(IDbContextFactory<RasanDb> stores, SearchIndex index, ReferenceIndex references)
{
    private const int Chunk = 500;

    private const string These = "(SELECT value FROM json_each($ids))";

    private const string Wipe = $"UPDATE messages SET recipient = NULL, text = NULL, variables = NULL, sealed = NULL WHERE id IN {These}";

    private const string RemoveReports = $"DELETE FROM delivery_reports WHERE message_id IN {These}";

    private const string RemoveAttempts = $"DELETE FROM attempts WHERE message_id IN {These}";

    private const string Remove = $"DELETE FROM messages WHERE id IN {These}";

    /// <summary>Texts, variables and numbers go.</summary>
    /// <param name="until">What had come to its end before.</param>
    /// <returns>Of how many.</returns>
    public Task<long> WipeAsync(long service, DateTimeOffset until, CancellationToken ct) => InChunksAsync(
        messages => messages.Where(m => m.ServiceId == service && m.Recipient != null && m.FinalAt != null && m.FinalAt < until).OrderBy(m => m.FinalAt), [Wipe], ct);

    /// <summary>They go altogether, with their attempts and reports.</summary>
    /// <param name="until">What was accepted before and has come to its end.</param>
    /// <returns>How many.</returns>
    public Task<long> RemoveAsync(long service, DateTimeOffset until, CancellationToken ct) => InChunksAsync(
        messages => messages.Where(m => m.ServiceId == service && m.CreatedAt < until && m.FinalAt != null).OrderBy(m => m.CreatedAt), [RemoveReports, RemoveAttempts, Remove], ct, forget: references.ForgetAsync);

    private async Task<long> InChunksAsync(Func<IQueryable<Message>, IQueryable<Message>> old, string[] statements, CancellationToken ct,
        Func<IReadOnlyList<long>, CancellationToken, Task>? forget = null)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var all = 0L;
        while (true)
        {
            var rows = await old(store.Messages.AsNoTracking()).Take(Chunk)
                .Select(m => new SearchRow(m.Id, m.ServiceId, m.Kind, m.CreatedAt.ToUnixTimeMilliseconds(), m.Recipient, m.Text, m.Reference)).ToListAsync(ct);
            if (forget is not null) await forget([.. rows.Select(row => row.Id)], ct);
            if (rows.Count > 0) await index.ForgetAsync(rows, () => RunAsync(store, rows, statements, ct), ct);
            all += rows.Count;
            if (rows.Count < Chunk) return all;
        }
    }

    private static Task RunAsync(RasanDb store, List<SearchRow> rows, string[] statements, CancellationToken ct) => store.InTurnAsync(async turn =>
    {
        var ids = JsonSerializer.Serialize(rows.Select(row => row.Id));
        foreach (var statement in statements) await store.Database.ExecuteSqlRawAsync(statement, [new SqliteParameter("$ids", ids)], turn);
    }, ct);
}
