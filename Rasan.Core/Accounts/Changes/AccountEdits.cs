using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Creations;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts.Changes;

/// <summary>A change of one account.</summary>
internal sealed record AccountEdit
{
    /// <summary>What the operation log calls it.</summary>
    public required string Action { get; init; }

    /// <summary>Changes the account inside the transaction; a refusal stores nothing.</summary>
    public required Func<RasanDb, Account, CancellationToken, Task<AccountResult?>> Change { get; init; }

    /// <summary>It may be what the account paused for: a pause ends with it.</summary>
    public bool Mends { get; init; }

    /// <summary>For an edit that makes something: its answer is made of the account with what was added.</summary>
    public IdempotencyGuard<Account>? Idempotency { get; init; }
}

/// <summary>The one way in which accounts with their keys and lines are stored: found as far as the caller may, changed, written into the operation log without a secret, and made to count at once.</summary>
public sealed class AccountEdits(IDbContextFactory<RasanDb> stores, Catalogs catalogs, AccountChanges changes, KeptCreations kept, TimeProvider clock)
{
    internal Task<AccountResult> RunAsync(Caller caller, long id, AccountEdit edit, CancellationToken ct) =>
        RunAsync(caller, edit, (store, turn) => store.Accounts.AsSplitQuery().Include(a => a.Keys).Include(a => a.Lines).SingleOrDefaultAsync(a => a.Id == id, turn), ct);

    /// <param name="find">Finds the account, or makes one and adds it.</param>
    internal async Task<AccountResult> RunAsync(Caller caller, AccountEdit edit, Func<RasanDb, CancellationToken, Task<Account?>> find, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageAccounts);
        await using var store = await stores.CreateDbContextAsync(ct);
        AccountResult result = new AccountResult.NotFound();
        await store.InTurnAsync(async turn => result = await SaveAsync(store, caller, edit, find, turn), ct);   // two that ask at once come one after the other
        if (result is not AccountResult.Done(var id, _)) return result;
        if (edit.Mends) await changes.TakeEffectAsync(id, ct);
        else await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<AccountResult> SaveAsync(RasanDb store, Caller caller, AccountEdit edit, Func<RasanDb, CancellationToken, Task<Account?>> find, CancellationToken ct)
    {
        if (await kept.FindAsync(store, caller, edit.Idempotency, ct) is { } first) return new AccountResult.Kept(first);
        if (await find(store, ct) is not { } account) return new AccountResult.NotFound();
        if (caller.RefusalOf(account) is { } refusal) return refusal;
        var before = store.Entry(account).State is EntityState.Added ? null : Describe(account);
        if (await edit.Change(store, account, ct) is { } refused) return refused;
        if (edit.Mends) account.Mend();
        await store.SaveChangesAsync(ct);   // its id is in the log row's subject
        store.Record(new()
        {
            At = clock.GetUtcNow(),
            ServiceId = account.ServiceId,
            Actor = caller.Actor,
            Address = caller.Address?.ToString(),
            Action = edit.Action,
            Subject = Account.InLog(account.Id),
            Before = before,
            After = Describe(account),
        });
        await store.SaveChangesAsync(ct);
        await kept.KeepAsync(store, caller, edit.Idempotency, account, ct);
        return new AccountResult.Done(account.Id);
    }

    /// <summary>What may be read of it in a log: of settings the names alone, any of them may be a secret.</summary>
    private static string Describe(Account account) => JsonSerializer.Serialize(new
    {
        provider = account.Provider,
        name = account.Name,
        base_url = account.BaseUrl,
        timeout = account.TimeoutSeconds,
        is_active = account.IsActive,
        report_window = account.ReportWindowSeconds,
        settings = AccountSettings.Read(account.Settings).Keys.Order(StringComparer.Ordinal),
        paused_until = account.PausedUntil,
        keys = account.Keys.OrderBy(key => key.Position).ThenBy(key => key.Id).Select(key => new { label = key.Label, is_active = key.IsActive, refused = key.RefusedCode }),
        lines = account.Lines.OrderBy(line => line.Id).Select(line => new
        {
            number = line.Number, @class = line.Class.Word, is_active = line.IsActive, receives = line.Receives, opens_at = line.OpensAt, closes_at = line.ClosesAt, zone = line.Zone, intents = line.Intents,
        }),
    });
}
