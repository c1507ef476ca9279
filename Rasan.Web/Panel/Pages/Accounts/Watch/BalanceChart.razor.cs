using Rasan.Core.Accounts;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>An account's balance over time as a line that runs in the reading direction, and the same as a table.</summary>
public sealed partial class BalanceChart(ReadStanding read, TimeProvider clock) : WatchPart
{
    private static readonly int[] Spans = [7, 30, 90];

    private int Days { get; set; } = 30;

    /// <summary>Null: still being read.</summary>
    private BalanceLine? Line { get; set; }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Line = BalanceLine.Of(await read.HistoryAsync(Caller, AccountId, now.AddDays(-Days), now.AddSeconds(1), ct) ?? []);
    }

    private Task ChooseAsync(int days)
    {
        Days = days;
        return LookAsync();
    }
}
