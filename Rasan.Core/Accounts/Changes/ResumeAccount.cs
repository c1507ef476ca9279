using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Takes a paused account up again, whatever it paused for.</summary>
public sealed class ResumeAccount(AccountEdits edits)
{
    public Task<AccountResult> RunAsync(Caller caller, long id, CancellationToken ct) => edits.RunAsync(caller, id, new()
    {
        Action = "account.resume",
        Mends = true,
        Change = (_, account, _) =>
        {
            account.Resume();
            return Task.FromResult<AccountResult?>(null);
        },
    }, ct);
}
