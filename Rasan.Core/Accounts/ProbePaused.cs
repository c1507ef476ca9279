using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Asks accounts whose pause is about to end, or has ended without a call, whether they can be used. No message waits for the answer: one that comes first has the same say.</summary>
public sealed partial class ProbePaused(Catalogs catalogs, Providers providers, AskProvider ask, AskStanding askStanding, AccountHealth health, TimeProvider clock, ILogger<ProbePaused> log)
{
    /// <summary>So long before the end of a pause it is asked for: with the answer known, the first message goes neither into a dead account nor past a living one.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);

    /// <summary>A refused key is not shown to its provider without end: it locks out who keeps trying. After so many pauses somebody has to replace it.</summary>
    public const int MostForKey = 3;

    private const int AtOnce = 8;

    public Task RunAsync(CancellationToken ct) => Parallel.ForEachAsync(
        catalogs.Current.Accounts.Values.Where(IsDue), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (account, turn) => await ProbeAsync(account, turn));

    private bool IsDue(Account account)
    {
        if (!account.IsActive || account.PausedUntil is null || (account.KeyRefusedAt is not null && account.PauseCount > MostForKey)) return false;
        return health.PauseOf(account) is not { } pause || pause.Until - clock.GetUtcNow() <= Lead;
    }

    private async Task ProbeAsync(Account account, CancellationToken ct)
    {
        if (providers.Find(account.Provider) is not { } provider) return;
        var (_, fault, reason) = await ask.RunAsync(account.Id, AskProvider.Probe(provider), ct);
        if (fault is not null) LogStillBad(account.Id, fault);
        else if (provider.Capabilities.TellsBalance) await askStanding.RunAsync(account.Id, ct);   // one that answers without a credit to send with is not back
        health.Probed(account, fault ?? catalogs.Current.Accounts.GetValueOrDefault(account.Id)?.FaultAt(clock.GetUtcNow(), segments: 1), reason == RefusalReason.Key);
    }

    [LoggerMessage(3005, LogLevel.Information, "Account {AccountId} can't be used yet: {Fault}")]
    private partial void LogStillBad(long accountId, string fault);
}
