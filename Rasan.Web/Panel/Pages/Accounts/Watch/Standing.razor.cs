using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>Balance, price and end of an account, asked for now or set by hand.</summary>
public sealed partial class Standing(ReadStanding read, RefreshAccount refresh, SetBalance set) : WatchPart
{
    private IReadOnlyList<Fault> _faults = [];

    /// <summary>Null: still being read.</summary>
    private StandingNow? Now { get; set; }
    private StandingDraft? Draft { get; set; }
    private bool IsBusy { get; set; }
    private string? Said { get; set; }

    protected override async Task ReadAsync(CancellationToken ct) => Now = await read.RunAsync(Caller, AccountId, ct);

    private async Task RefreshAsync()
    {
        (IsBusy, Said) = (true, null);
        try
        {
            Now = await refresh.RunAsync(Caller, AccountId, CancellationToken.None) ?? Now;
            if (Now?.Account.StandingFault is null) Said = Texts["Asked"];
        }
        finally
        {
            IsBusy = false;
        }

        await Changed.InvokeAsync();
    }

    private void Edit()
    {
        (_faults, Said) = ([], null);
        if (Now is { } now) Draft = StandingDraft.Of(now);
    }

    private async Task SaveAsync()
    {
        if (Draft is not { } draft || Now is not { } now || IsBusy) return;
        IsBusy = true;
        try
        {
            _faults = await SaveAsync(draft, now);
        }
        finally
        {
            IsBusy = false;
        }

        if (_faults.Count > 0) return;
        (Draft, Said) = (null, Texts["Saved"]);
        await LookAsync();
        await Changed.InvokeAsync();
    }

    private async Task<IReadOnlyList<Fault>> SaveAsync(StandingDraft draft, StandingNow now)
    {
        var faults = new List<Fault>();
        var order = draft.ToOrder(Caller, now, faults);
        if (!int.TryParse(Digits.Fold(draft.Minutes), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) faults.Add(new("minutes", "bad_minutes", Account.MostRefreshMinutes.ToString(CultureInfo.InvariantCulture)));
        if (faults.Count > 0) return faults;
        if (await refresh.EveryAsync(Caller, AccountId, minutes, CancellationToken.None) is { Count: > 0 } wrong) return wrong;
        if (order is null) return [];
        return await set.RunAsync(order, CancellationToken.None) is SetBalanceResult.Refused(var refused) ? refused : [];
    }

    private string? FaultOf(string field) => _faults.FirstOrDefault(fault => fault.Field == field) is { } fault ? PanelWords.WrongValue(fault) : null;

    private string? Invalid(string field) => FaultOf(field) is null ? null : "true";
}
