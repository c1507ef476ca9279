using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Statistics;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <param name="Account">As it is set up.</param>
/// <param name="Standing">How it stands now.</param>
/// <param name="SeesInside">Whether the reader may know of its keys.</param>
public sealed record AccountRow(Account Account, BoardAccount Standing, bool SeesInside)
{
    public const string Usable = "usable", Paused = "paused", Off = "off", Faulty = "faulty";

    public static readonly IReadOnlyList<string> States = [Usable, Paused, Off, Faulty];

    /// <summary>One of <see cref="States"/>.</summary>
    public string State => Standing.Fault switch
    {
        null => Usable,
        RouteReason.Paused => Paused,
        RouteReason.Inactive => Off,
        _ => Faulty,
    };

    /// <summary>Null: the reader may not know.</summary>
    public int? UsableKeys => SeesInside ? Account.Keys.Count(key => key.IsUsable) : null;

    public int ActiveLines => Account.Lines.Count(line => line.IsActive);

    // what is shown stays when the same rows are read again
    public bool Equals(AccountRow? other) => other?.Account.Id == Account.Id;

    public override int GetHashCode() => Account.Id.GetHashCode();
}

/// <summary>The accounts a reader may look at, each as it stands now.</summary>
public sealed class AccountRows(ListAccounts list, ServiceBoard board)
{
    public async Task<IReadOnlyList<AccountRow>> ReadAsync(Caller caller, AccountFilter filter, CancellationToken ct)
    {
        var standings = (await board.AccountsAsync(caller, ct)).ToDictionary(standing => standing.Id);
        var rows = list.Run(caller).Where(account => standings.ContainsKey(account.Id)).Select(account => new AccountRow(account, standings[account.Id], caller.MaySeeInside(account)));
        return filter.Of(rows);
    }
}
