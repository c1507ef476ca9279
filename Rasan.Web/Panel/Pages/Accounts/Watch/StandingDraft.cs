using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>What is typed of an account's standing.</summary>
internal sealed class StandingDraft
{
    public string Balance { get; set; } = "";
    public string Currency { get; set; } = "";
    public string Price { get; set; } = "";
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>What stands in the box is no time.</summary>
    public bool IsUnread { get; set; }
    public string Minutes { get; set; } = "";

    public static StandingDraft Of(StandingNow now) => new()
    {
        Balance = now.Balance is { } balance ? Write(balance.Amount) : "",
        Currency = now.Account.Currency ?? "",
        Price = now.Account.PricePerSegment is { } price ? Write(price.Amount) : "",
        ExpiresAt = now.Account.ExpiresAt,
        Minutes = now.Account.RefreshMinutes.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What was changed; null: nothing was.</summary>
    public BalanceOrder? ToOrder(Caller caller, StandingNow now, List<Fault> faults)
    {
        var before = Of(now);
        var balance = Balance == before.Balance && Currency == before.Currency ? null : Read("balance", Balance, faults);
        var price = Price == before.Price ? null : Read("price", Price, faults);
        var end = ExpiresAt == before.ExpiresAt ? null : ExpiresAt;
        var forgetsExpiry = ExpiresAt is null && before.ExpiresAt is not null;
        if (IsUnread) faults.Add(new("expires_at", "bad_time", ""));
        if (balance is null && price is null && end is null && !forgetsExpiry) return null;
        return new(caller, now.Account.Id, balance, Currency.Trim() is { Length: > 0 } currency ? currency.ToUpperInvariant() : null, end, price, forgetsExpiry);
    }

    internal static decimal? Read(string field, string typed, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (TypedAmount.TryRead(typed, out var amount)) return amount;
        faults.Add(new(field, "bad_amount", typed));
        return null;
    }

    private static string Write(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);
}
