using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Inbox;

/// <summary>Asks providers for what came in on every active line. Where it stopped is kept with the line; what could not be asked is asked next time.</summary>
public sealed partial class PullInbound(Catalogs catalogs, Channels.Providers providers, ProviderAccounts accounts, KeepInbound keep, IDbContextFactory<RasanDb> stores, StorageHealth storage, TimeProvider clock, ILogger<PullInbound> log)
{
    private const int MostPages = 20;   // a turn: nobody else's lines wait for one that overflows

    public async Task RunAsync(CancellationToken ct)
    {
        if (storage.Fault is not StorageFault.None) return;   // some providers give a message once: nobody asks for what can't be kept
        foreach (var account in catalogs.Current.Accounts.Values.Where(account => account.IsActive).OrderBy(account => account.Id))
        {
            if (providers.Find(account.Provider) is not { Capabilities.PullsInbound: true } provider) continue;
            foreach (var line in account.Lines.Where(line => line is { IsActive: true, Receives: true })) await PullAsync(provider, account, line, ct);
        }
    }

    private async Task PullAsync(IProvider provider, Account account, Line line, CancellationToken ct)
    {
        try
        {
            if (accounts.Find(account.Id) is not { } opened) return;
            var cursor = await CursorAsync(line.Id, ct);
            for (var page = 0; page < MostPages; page++)
            {
                using var deadline = new CallDeadline(opened.Timeout, clock, ct);
                var pulled = await provider.InboundAsync(opened, line.Number, cursor, deadline.Token);
                await keep.RunAsync(account, pulled.Messages, ct);   // before the cursor: what a crash leaves between the two is told again and kept once
                if (pulled.Cursor != cursor) await KeepCursorAsync(line.Id, pulled.Cursor, ct);
                cursor = pulled.Cursor;
                if (!pulled.HasMore) return;
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(account.Id, exception is ProviderRefusedException refused ? refused.Code : exception.GetType().Name);
        }
    }

    private async Task<string?> CursorAsync(long lineId, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.InboundCursors.Where(cursor => cursor.LineId == lineId).Select(cursor => cursor.Value).SingleOrDefaultAsync(ct);
    }

    private async Task KeepCursorAsync(long lineId, string? value, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.InboundCursors.FindAsync([lineId], ct) is { } cursor) cursor.Value = value;
        else store.InboundCursors.Add(new() { LineId = lineId, Value = value });
        await store.SaveChangesAsync(ct);
    }

    [LoggerMessage(3201, LogLevel.Warning, "Account {AccountId} could not be asked for inbound messages: {Reason}")]
    private partial void LogFailed(long accountId, string reason);
}
