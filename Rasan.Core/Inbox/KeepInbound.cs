using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Core.Inbox;

/// <summary>Keeps what came in, once, however often and by whichever way it is told.</summary>
public sealed class KeepInbound(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <returns>How many were new.</returns>
    public async Task<int> RunAsync(Account account, IReadOnlyList<InboundMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return 0;
        var now = clock.GetUtcNow();
        var rows = messages.Select(message => Row(account, message, now)).DistinctBy(row => Convert.ToHexString(row.Identity), StringComparer.Ordinal).ToList();
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn =>
        {
            var identities = rows.ConvertAll(row => row.Identity);
            var known = (await store.Inbox.Where(row => row.AccountId == account.Id && identities.Contains(row.Identity)).Select(row => row.Identity).ToListAsync(turn)).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
            rows.RemoveAll(row => known.Contains(Convert.ToHexString(row.Identity)));
            store.Inbox.AddRange(rows);
            await store.SaveChangesAsync(turn);
        }, ct);
        return rows.Count;
    }

    private static InboundRow Row(Account account, InboundMessage message, DateTimeOffset now) => new()
    {
        AccountId = account.Id,
        ServiceId = account.ServiceId,
        Line = message.Line,
        Sender = Recipient.TryParse(message.From, out var number) ? number.E164 : message.From,
        Text = message.Text,
        At = message.At ?? now,
        ReceivedAt = now,
        Reference = message.Reference,
        Identity = IdentityOf(message, now),
    };

    // with its time where it has no id, or the day: the same words may well come again on another
    private static byte[] IdentityOf(InboundMessage message, DateTimeOffset now)
    {
        var when = message.At?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string?[] parts = message.Reference is { } reference ? ["id", reference] : ["words", message.Line, message.From, when, message.Text];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)))[..16];
    }
}
