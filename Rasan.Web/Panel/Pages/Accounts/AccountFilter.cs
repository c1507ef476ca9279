using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Web.Api;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>Which accounts an address asks for, and in what order. What is null does not filter.</summary>
public sealed record AccountFilter
{
    public const string OfService = "service", OfSystem = "system";

    /// <summary>The names of it in an address.</summary>
    public static readonly IReadOnlyList<string> Names = ["q", "provider", "state", "owner", "balance_below", "days_below", "expires_before", "sort"];

    public static readonly IReadOnlyList<string> Sorts = ["name", "provider", "state", "balance", "days", "expires", "keys", "lines"];

    /// <summary>Part of the name, or of a line's number.</summary>
    public string? Text { get; init; }
    public string? Provider { get; init; }

    /// <summary>One of <see cref="AccountRow.States"/>.</summary>
    public string? State { get; init; }

    /// <summary><see cref="OfService"/> or <see cref="OfSystem"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>In each account's own currency.</summary>
    public decimal? BalanceBelow { get; init; }
    public int? DaysBelow { get; init; }
    public DateTimeOffset? ExpiresBefore { get; init; }

    /// <summary>One of <see cref="Sorts"/>.</summary>
    public string Sort { get; init; } = Sorts[0];

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    internal static AccountFilter? Read(ListQuery query, Check check)
    {
        var filter = new AccountFilter
        {
            Text = query.Text("q"),
            Provider = query.Text("provider"),
            State = OneOf(query, "state", AccountRow.States, "unknown_state", check),
            Owner = OneOf(query, "owner", [OfService, OfSystem], "unknown_owner", check),
            BalanceBelow = AmountOf(query, check),
            DaysBelow = DaysOf(query, check),
            ExpiresBefore = query.Time("expires_before"),
            Sort = OneOf(query, "sort", Sorts, "unknown_sort", check) ?? Sorts[0],
        };
        return check.Faults is null ? filter : null;
    }

    /// <summary>The rows that are asked for; the worst first where an order has a worst, what is not known last.</summary>
    public IReadOnlyList<AccountRow> Of(IEnumerable<AccountRow> rows)
    {
        var found = rows.Where(Matches);
        var ordered = Sort switch
        {
            "provider" => found.OrderBy(row => row.Account.Provider, StringComparer.Ordinal),
            "state" => found.OrderByDescending(row => AccountRow.States.Index().First(state => state.Item == row.State).Index),
            "balance" => found.OrderBy(row => row.Standing.Balance is null).ThenBy(row => row.Standing.Balance?.Currency, StringComparer.Ordinal).ThenBy(row => row.Standing.Balance?.Amount),
            "days" => found.OrderBy(row => row.Standing.BalanceDays ?? int.MaxValue),
            "expires" => found.OrderBy(row => row.Standing.ExpiresAt ?? DateTimeOffset.MaxValue),
            "keys" => found.OrderBy(row => row.UsableKeys ?? int.MaxValue),
            "lines" => found.OrderBy(row => row.ActiveLines),
            _ => found.OrderBy(row => row.Account.Name, StringComparer.CurrentCulture),
        };
        return [.. ordered.ThenBy(row => row.Account.Name, StringComparer.CurrentCulture).ThenBy(row => row.Account.Id)];
    }

    private bool Matches(AccountRow row) =>
        (Text is null || row.Account.Name.Contains(Text, StringComparison.CurrentCultureIgnoreCase) || row.Account.Lines.Exists(line => line.Number.Contains(Digits.Fold(Text), StringComparison.Ordinal)))
        && (Provider is null || row.Account.Provider == Provider)
        && (State is null || row.State == State)
        && (Owner is null || row.Standing.IsShared == (Owner == OfSystem))
        && (BalanceBelow is null || row.Standing.Balance?.Amount < BalanceBelow)
        && (DaysBelow is null || row.Standing.BalanceDays < DaysBelow)
        && (ExpiresBefore is null || row.Standing.ExpiresAt < ExpiresBefore);

    private static string? OneOf(ListQuery query, string name, IReadOnlyList<string> known, string fault, Check check)
    {
        var word = query.Text(name);
        if (word is not null && !known.Contains(word, StringComparer.Ordinal)) check.Add(name, fault, word);
        return word;
    }

    private static decimal? AmountOf(ListQuery query, Check check)
    {
        if (query.Text("balance_below") is not { } text) return null;
        if (TypedAmount.TryRead(text, out var amount) && amount <= SetBalance.Most) return amount;
        check.Add("balance_below", "bad_amount", text);
        return null;
    }

    private static int? DaysOf(ListQuery query, Check check)
    {
        if (query.Text("days_below") is not { } text) return null;
        if (int.TryParse(Digits.Fold(text), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Spending.MostDays) return days;
        check.Add("days_below", "bad_limit", Spending.MostDays.ToString(CultureInfo.InvariantCulture));
        return null;
    }
}
