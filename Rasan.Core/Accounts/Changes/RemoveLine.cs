using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Takes a line away; refused while a route names it. What went out on it says its number no more: switching it off keeps that.</summary>
public sealed class RemoveLine(AccountEdits edits)
{
    public Task<AccountResult> RunAsync(Caller caller, long accountId, long lineId, CancellationToken ct) => edits.RunAsync(caller, accountId, new()
    {
        Action = "line.remove",
        Change = async (store, account, turn) =>
        {
            if (account.Lines.Find(line => line.Id == lineId) is not { } line) return new AccountResult.NotFound();
            if (await store.RouteSteps.AnyAsync(step => step.LineId == lineId, turn)) return new AccountResult.InUse(AccountResult.LineUsedByRoute);
            store.Lines.Remove(line);
            account.Lines.Remove(line);
            return null;
        },
    }, ct);
}
