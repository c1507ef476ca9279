using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Adds a line to an account, or changes what one may carry and when.</summary>
public sealed class SaveLine(AccountEdits edits, TimeProvider clock)
{
    /// <param name="lineId">Null: a new one.</param>
    public async Task<AccountResult> RunAsync(Caller caller, long accountId, long? lineId, LineForm form, IdempotencyGuard<Account>? idempotency, CancellationToken ct)
    {
        Line? saved = null;
        AccountResult? Change(Account account)
        {
            saved = account.Lines.Find(line => line.Id == lineId);
            if (lineId is not null && saved is null) return new AccountResult.NotFound();
            if (form.FaultsFor(account.Lines.Where(other => other != saved), saved) is { Count: > 0 } faults) return new AccountResult.Refused(faults);
            if (saved is null)
            {
                saved = new() { Number = LineWords.NumberOf(form.Number), CreatedAt = clock.GetUtcNow() };
                account.Lines.Add(saved);
            }

            form.Fill(saved);
            return null;
        }

        var result = await edits.RunAsync(caller, accountId, new()
        {
            Action = lineId is null ? "line.add" : "line.change",
            Idempotency = idempotency,
            Change = (_, account, _) => Task.FromResult(Change(account)),
        }, ct);
        return result is AccountResult.Done(var id, _) ? new AccountResult.Done(id, saved!.Id) : result;
    }
}
