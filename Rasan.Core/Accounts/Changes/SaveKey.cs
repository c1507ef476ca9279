using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Adds a key to an account, or changes one: its label, place and secret. One that was refused is tried again once it is saved active.</summary>
public sealed class SaveKey(AccountEdits edits, Providers providers, ISecretBox box, TimeProvider clock)
{
    /// <param name="keyId">Null: a new one.</param>
    public async Task<AccountResult> RunAsync(Caller caller, long accountId, long? keyId, KeyForm form, IdempotencyGuard<Account>? idempotency, CancellationToken ct)
    {
        Key? saved = null;
        AccountResult? Change(Account account)
        {
            saved = account.Keys.Find(key => key.Id == keyId);
            if (keyId is not null && saved is null) return new AccountResult.NotFound();
            if (FaultsOf(form, account, saved) is { Count: > 0 } faults) return new AccountResult.Refused(faults);
            saved = Fill(account, saved, form);
            return null;
        }

        var result = await edits.RunAsync(caller, accountId, new()
        {
            Action = keyId is null ? "key.add" : form.Credentials is null ? "key.change" : "key.replace",
            Mends = true,
            Idempotency = idempotency,
            Change = (_, account, _) => Task.FromResult(Change(account)),
        }, ct);
        return result is AccountResult.Done(var id, _) ? new AccountResult.Done(id, saved!.Id) : result;
    }

    private List<Fault> FaultsOf(KeyForm form, Account account, Key? key)
    {
        var faults = new List<Fault>();
        var label = (form.Label ?? "").Trim();
        if (label.Length == 0) faults.Add(new("label", "required"));
        if (label.Length > KeyForm.LongestLabel) faults.Add(new("label", "too_long", KeyForm.LongestLabel.ToString(CultureInfo.InvariantCulture)));
        if (account.Keys.Exists(other => other != key && other.Label == label)) faults.Add(new("label", "label_taken", label));
        if (form.Order < 1) faults.Add(new("order", "bad_limit", Math.Max(1, account.Keys.Count).ToString(CultureInfo.InvariantCulture)));
        if (key is null && form.Credentials is null && providers.Find(account.Provider) is { Profile.Credentials: not [] }) faults.Add(new("credentials", "required"));
        if (form.Credentials is { } secrets && providers.Find(account.Provider) is { } provider) faults.AddRange(CheckAccount.CredentialFaults(provider.Profile, secrets, "credentials."));
        return faults;
    }

    private Key Fill(Account account, Key? known, KeyForm form)
    {
        var secret = form.Credentials is { } secrets ? box.Seal(JsonSerializer.SerializeToUtf8Bytes(secrets)) : null;
        var label = form.Label!.Trim();
        var key = known ?? new() { Label = label, Sealed = secret ?? box.Seal("{}"u8), CreatedAt = clock.GetUtcNow() };
        if (known is not null && secret is not null) key.Replace(secret);
        (key.Label, key.IsActive) = (label, form.IsActive);
        if (form.IsActive) key.PutBack();

        var order = account.Keys.Where(other => other != key).OrderBy(other => other.Position).ThenBy(other => other.Id).ToList();
        var place = form.Order is { } wanted ? wanted - 1 : known is null ? order.Count : order.Count(other => (other.Position, other.Id).CompareTo((key.Position, key.Id)) < 0);
        order.Insert(Math.Min(place, order.Count), key);
        foreach (var (position, one) in order.Index()) one.Position = position;
        if (known is null) account.Keys.Add(key);
        return key;
    }
}
