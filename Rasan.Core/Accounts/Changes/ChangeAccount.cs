using Rasan.Core.Channels;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Changes what an account is like. Its provider and owner stay: another one is another account.</summary>
public sealed class ChangeAccount(AccountEdits edits, CheckAccount check, Providers providers)
{
    /// <param name="provider">As the caller knows it; null: not said.</param>
    public Task<AccountResult> RunAsync(Caller caller, long id, string? provider, AccountForm form, CancellationToken ct) => edits.RunAsync(caller, id, new()
    {
        Action = "account.change",
        Mends = true,
        Change = (_, account, _) =>
        {
            var known = providers.Find(account.Provider);
            var faults = check.FaultsOf(form, known);
            if (provider is not null && provider != account.Provider) faults.Add(new("provider", "cannot_change", account.Provider));
            if (faults.Count > 0) return Task.FromResult<AccountResult?>(new AccountResult.Refused(faults));
            form.Fill(account, known?.Profile.Settings.Select(setting => setting.Name) ?? []);
            return Task.FromResult<AccountResult?>(null);
        },
    }, ct);
}
