using Rasan.Core.Accounts;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Accounts;

/// <summary>How an account stands.</summary>
/// <param name="Balance">Credit by now: as told or set by hand, less what was spent since; null: not known.</param>
/// <param name="Told">Credit as it was last told or set; null: it never was.</param>
/// <param name="Price">Price of a segment; null: not known.</param>
/// <param name="DaysLeft">So many days the balance lasts at the pace of the last seven; one decimal below ten. Null: not known.</param>
/// <param name="ExpiresAt">When the account ends; null: never, or not known.</param>
/// <param name="AskedAt">When the provider last answered; null: it never did.</param>
/// <param name="SetByHandAt">When somebody last set by hand what the provider does not tell; null: nobody did.</param>
/// <param name="RefreshMinutes">How often the provider is asked.</param>
/// <param name="Fault">Why it did not answer since: its code, or a word of ours; null: it did.</param>
/// <param name="FaultText">What the fault means, in the caller's language.</param>
/// <param name="FaultAt">When it did not.</param>
public sealed record AccountStandingView(
    MoneyView? Balance, MoneyView? Told, MoneyView? Price, double? DaysLeft, DateTime? ExpiresAt, DateTime? AskedAt, DateTime? SetByHandAt, int RefreshMinutes,
    string? Fault, string? FaultText, DateTime? FaultAt)
{
    internal static AccountStandingView Of(StandingNow standing, ApiRequest request)
    {
        var account = standing.Account;
        return new(
            MoneyView.Of(standing.Balance), MoneyView.Of(account.Balance), MoneyView.Of(account.PricePerSegment), standing.DaysLeft, account.ExpiresAt?.UtcDateTime, account.StandingAt?.UtcDateTime,
            account.SetByHandAt?.UtcDateTime, account.RefreshMinutes, account.StandingFault, account.StandingFault is { } fault ? request.Words.MeaningOf(account.Provider, fault) : null, account.StandingFaultAt?.UtcDateTime);
    }
}

/// <summary>The balance of an account over a span of time.</summary>
/// <param name="Now">How it stands now.</param>
/// <param name="Points">Oldest first; where there are many, some are left out.</param>
public sealed record BalanceHistoryView(AccountStandingView Now, IReadOnlyList<BalancePointView> Points);

/// <summary>What the balance was at a time.</summary>
/// <param name="At">When.</param>
/// <param name="Balance">How much.</param>
public sealed record BalancePointView(DateTime At, MoneyView Balance);

/// <summary>What somebody knows of an account that its provider does not tell. What is left out stays as it is.</summary>
public sealed record SetBalanceRequest
{
    private bool _saysExpiry;

    /// <summary>Credit left, not below 0; it runs down by what is sent from now on.</summary>
    public decimal? Balance { get; set; }

    /// <summary>ISO 4217 code; the account's own, or its provider's, unless named.</summary>
    public string? Currency { get; set; }

    /// <summary>When the account ends, RFC 3339 or <c>Y-m-d H:i:s</c> in UTC; null takes the date away.</summary>
    public string? ExpiresAt
    {
        get;
        set => (field, _saysExpiry) = (value, true);
    }

    /// <summary>Price of one segment.</summary>
    public decimal? Price { get; set; }

    internal BalanceOrder? ToOrder(ApiRequest request, long account, Check check)
    {
        DateTimeOffset end = default;
        if (!string.IsNullOrWhiteSpace(ExpiresAt) && !ApiTime.TryRead(ExpiresAt, out end)) check.Add("expires_at", "bad_time", ExpiresAt);
        var order = new BalanceOrder(request.Caller, account, Balance, check.Optional("currency", Currency, longest: 3), string.IsNullOrWhiteSpace(ExpiresAt) ? null : end, Price, ForgetsExpiry: _saysExpiry && ExpiresAt is null);
        return check.Faults is null ? order : null;
    }
}

/// <summary>How often an account's provider is asked for balance and expiry date.</summary>
public sealed record SetRefreshRequest
{
    /// <summary>1 to 1440; 5 unless it was changed.</summary>
    public int? Minutes { get; set; }
}
