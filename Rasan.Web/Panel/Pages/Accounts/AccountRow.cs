using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <param name="Account">As it is set up.</param>
/// <param name="Standing">How it stands now.</param>
public sealed record AccountRow(Account Account, BoardAccount Standing)
{
    public const string Usable = "usable", Paused = "paused", Off = "off", Faulty = "faulty";

    public static readonly IReadOnlyList<string> States = [Usable, Paused, Off, Faulty];

    public static readonly IReadOnlyList<string> Sorts = ["name", "provider", "state", "balance", "days", "expires"];

    /// <summary>One of <see cref="States"/>.</summary>
    public string State => Standing.Fault switch
    {
        null => Usable,
        RouteReason.Paused => Paused,
        RouteReason.Inactive => Off,
        _ => Faulty,
    };

    // what is shown stays when the same rows are read again
    public bool Equals(AccountRow? other) => other?.Account.Id == Account.Id;

    public override int GetHashCode() => Account.Id.GetHashCode();

    /// <summary>The rows that an address asks for, in its order; the worst first where an order has a worst.</summary>
    public static IReadOnlyList<AccountRow> Asked(IEnumerable<AccountRow> rows, ListQuestion question)
    {
        var found = rows.Where(row => Matches(row, question)).ToList();
        return question.Value(ListQuestion.Sort) switch
        {
            "provider" => [.. found.OrderBy(row => row.Account.Provider, StringComparer.Ordinal).ThenBy(row => row.Account.Name, StringComparer.CurrentCulture)],
            "state" => [.. found.OrderByDescending(row => States.ToList().IndexOf(row.State)).ThenBy(row => row.Account.Name, StringComparer.CurrentCulture)],
            "balance" => [.. found.OrderBy(row => row.Standing.Balance is null).ThenBy(row => row.Standing.Balance?.Currency, StringComparer.Ordinal).ThenBy(row => row.Standing.Balance?.Amount)],
            "days" => [.. found.OrderBy(row => row.Standing.BalanceDays ?? int.MaxValue)],
            "expires" => [.. found.OrderBy(row => row.Standing.ExpiresAt ?? DateTimeOffset.MaxValue)],
            _ => [.. found.OrderBy(row => row.Account.Name, StringComparer.CurrentCulture).ThenBy(row => row.Account.Id)],
        };
    }

    private static bool Matches(AccountRow row, ListQuestion question) =>
        (question.Value("q") is not { Length: > 0 } text || row.Account.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase) || row.Account.Lines.Exists(line => line.Number.Contains(Core.Messages.Digits.Fold(text), StringComparison.Ordinal)))
        && (question.Value("provider") is not { Length: > 0 } provider || row.Account.Provider == provider)
        && (question.Value("state") is not { Length: > 0 } state || row.State == state);
}
