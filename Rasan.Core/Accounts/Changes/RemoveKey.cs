using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Takes a key away for good.</summary>
public sealed class RemoveKey(AccountEdits edits)
{
    public Task<AccountResult> RunAsync(Caller caller, long accountId, long keyId, CancellationToken ct) => edits.RunAsync(caller, accountId, new()
    {
        Action = "key.remove",
        Change = (store, account, _) =>
        {
            if (account.Keys.Find(key => key.Id == keyId) is not { } key) return Task.FromResult<AccountResult?>(new AccountResult.NotFound());
            store.Keys.Remove(key);
            account.Keys.Remove(key);
            return Task.FromResult<AccountResult?>(null);
        },
    }, ct);
}
