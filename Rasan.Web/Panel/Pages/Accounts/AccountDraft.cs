using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>An account's form while it is filled in; what is typed stays as it was typed.</summary>
public sealed class AccountDraft
{
    public string Name { get; set; } = "";
    public string BaseUrl { get; set; } = "";
    public string Timeout { get; set; } = "10";
    public string ReportWindow { get; set; } = "";
    public bool IsActive { get; set; } = true;
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <param name="profile">Null: its provider is not in this program any more.</param>
    public static AccountDraft Of(Account account, ProviderProfile? profile)
    {
        var draft = new AccountDraft
        {
            Name = account.Name,
            BaseUrl = account.BaseUrl ?? "",
            Timeout = account.TimeoutSeconds.ToString(CultureInfo.InvariantCulture),
            ReportWindow = account.ReportWindowSeconds?.ToString(CultureInfo.InvariantCulture) ?? "",
            IsActive = account.IsActive,
        };
        var stored = AccountSettings.Read(account.Settings);
        foreach (var field in profile?.Settings ?? [])
            if (!field.IsSecret && stored.TryGetValue(field.Name, out var value)) draft.Settings[field.Name] = value;
        return draft;
    }

    /// <param name="fields">Those of the provider's own form.</param>
    public AccountForm ToForm(IReadOnlyList<ProviderField> fields) => new()
    {
        Name = Name,
        BaseUrl = BaseUrl,
        TimeoutSeconds = Number(Timeout) ?? 0,
        IsActive = IsActive,
        ReportWindowSeconds = string.IsNullOrWhiteSpace(ReportWindow) ? null : Number(ReportWindow) ?? 0,
        Settings = fields.Count == 0 ? null : Settings,
    };

    /// <summary>0 where it is no number: no field takes that.</summary>
    private static int? Number(string text) => int.TryParse(Digits.Fold(text.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
