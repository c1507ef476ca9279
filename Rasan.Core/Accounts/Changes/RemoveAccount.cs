using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Takes an account away: its keys are gone for good, its name stays on what went through it. Refused while a route uses it or messages are open on it.</summary>
public sealed class RemoveAccount(AccountEdits edits, TimeProvider clock)
{
    public Task<AccountResult> RunAsync(Caller caller, long id, CancellationToken ct) => edits.RunAsync(caller, id, new()
    {
        Action = "account.remove",
        Change = async (store, account, turn) =>
        {
            if (await store.RouteSteps.AnyAsync(step => step.AccountId == id, turn)) return new AccountResult.InUse(AccountResult.UsedByRoute);
            if (await IsOpenAsync(store, id, turn)) return new AccountResult.InUse(AccountResult.HasOpenMessages);
            store.Keys.RemoveRange(account.Keys);
            account.Remove(clock.GetUtcNow());
            return null;
        },
    }, ct);

    // under way, asked about, or waiting for a report: without its key nobody could ask any more. The terms are those of the index.
    private static Task<bool> IsOpenAsync(RasanDb store, long id, CancellationToken ct) =>
        store.Messages.AnyAsync(message => message.State != MessageState.Queued && message.State <= MessageState.Sent && message.AccountId == id, ct);
}
