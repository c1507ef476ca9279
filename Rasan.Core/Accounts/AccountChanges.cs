using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Makes what was stored of an account count at once, for whoever asks next.</summary>
public sealed class AccountChanges(Catalogs catalogs, AccountHealth health)
{
    /// <summary>Whoever has changed it has mended it: what was seen of it before says nothing any more, but an operator's own pause.</summary>
    public async Task TakeEffectAsync(long accountId, CancellationToken ct)
    {
        await catalogs.RefreshAsync(ct);
        if (catalogs.Current.Accounts.GetValueOrDefault(accountId) is { PauseReason: AccountPause.ByHand, PausedUntil: { } until }) health.Hold(accountId, until);
        else health.Forget(accountId);
    }
}
