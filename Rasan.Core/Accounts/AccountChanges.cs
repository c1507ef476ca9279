using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Makes what was stored of an account count at once, for whoever asks next.</summary>
public sealed class AccountChanges(Catalogs catalogs, AccountHealth health)
{
    public async Task TakeEffectAsync(long accountId, CancellationToken ct)
    {
        await catalogs.RefreshAsync(ct);
        health.Forget(accountId);
    }
}
