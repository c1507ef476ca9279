using System.Threading.Channels;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Inbox;
using Rasan.Core.Storage;

namespace Rasan.Web.Hooks;

/// <summary>What callbacks said, worked off after their callers were answered. It lives in memory: what a restart loses is found by asking.</summary>
internal sealed partial class CallbackWork(TakeReports take, KeepInbound keep, TimeProvider clock, ILogger<CallbackWork> log) : BackgroundService
{
    private const int MostWaiting = 20_000, MostPerTurn = 500, MostTries = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    private readonly Channel<Said> _waiting = System.Threading.Channels.Channel.CreateBounded<Said>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <returns>False: too much waits already; the caller may come again.</returns>
    public bool TryAdd(Account account, CallbackAnswer.Taken said) => said is { Reports: [], Inbound: [] } || _waiting.Writer.TryWrite(new(account, said.Reports, said.Inbound, Tries: 0));

    /// <summary>What was answered for is worked off before the program ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } work) await work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var turn = new List<Said>();
            while (turn.Count < MostPerTurn && _waiting.Reader.TryRead(out var said)) turn.Add(said);
            await WorkOffAsync(turn, stoppingToken);
        }
    }

    private async Task WorkOffAsync(List<Said> turn, CancellationToken ct)
    {
        var kept = new List<Said>();
        foreach (var said in turn)   // one that can't be kept takes no other with it
            if (await IsDoneAsync(said, () => keep.RunAsync(said.Account, said.Inbound, ct), ct)) kept.Add(said with { Inbound = [] });
        try
        {
            var unknown = (await take.TakeKnownAsync([.. kept.SelectMany(said => said.Reports)], ct)).ToHashSet(ReferenceEqualityComparer.Instance);
            foreach (var said in kept)
                if (said.Reports.Where(unknown.Contains).ToList() is { Count: > 0 } early) ComeAgain(said with { Reports = early, Tries = said.Tries + 1 }, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotTaken(exception, kept.Count);
            foreach (var said in kept) ComeAgain(After(said, exception), ct);
        }
    }

    private async Task<bool> IsDoneAsync(Said said, Func<Task> keepAsync, CancellationToken ct)
    {
        try
        {
            await keepAsync();
            return true;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotTaken(exception, 1);
            ComeAgain(After(said, exception), ct);
            return false;
        }
    }

    /// <summary>A database that can't be written is mended some day: until then nothing is given up.</summary>
    private static Said After(Said said, Exception exception) => exception is StorageUnavailableException ? said with { Tries = Math.Max(1, said.Tries) } : said with { Tries = said.Tries + 1 };

    /// <summary>An answer that its own report has overtaken is stored soon; what nobody knows after some tries is nobody's.</summary>
    private void ComeAgain(Said said, CancellationToken ct)
    {
        if (said.Tries < MostTries) _ = AddLaterAsync(said, ct);
        else LogDropped(said.Account.Id, said.Reports.Count(), said.Inbound.Count);
    }

    private async Task AddLaterAsync(Said said, CancellationToken ct)
    {
        await Task.Delay(BetweenTries * said.Tries, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_waiting.Writer.TryWrite(said)) LogDropped(said.Account.Id, said.Reports.Count(), said.Inbound.Count);
    }

    [LoggerMessage(7001, LogLevel.Error, "What {Count} callbacks said could not be stored; it is tried again")]
    private partial void LogNotTaken(Exception exception, int count);

    [LoggerMessage(7003, LogLevel.Warning, "A callback for account {AccountId} is dropped: {Reports} reports of attempts nobody knows, {Inbound} messages that could not be kept")]
    private partial void LogDropped(long accountId, int reports, int inbound);

    private sealed record Said(Account Account, IEnumerable<ProviderReport> Reports, IReadOnlyList<InboundMessage> Inbound, int Tries);
}
