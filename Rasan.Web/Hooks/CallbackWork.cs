using System.Threading.Channels;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Inbox;

namespace Rasan.Web.Hooks;

/// <summary>What callbacks said, worked off after their callers were answered. It lives in memory: what a restart loses is found by asking.</summary>
internal sealed partial class CallbackWork(TakeReports take, KeepInbound keep, TimeProvider clock, ILogger<CallbackWork> log) : BackgroundService
{
    private const int MostWaiting = 20_000, MostPerTurn = 500, MostTries = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    private readonly Channel<Said> _waiting = System.Threading.Channels.Channel.CreateBounded<Said>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <returns>False: too much waits already; the caller may come again.</returns>
    public bool TryAdd(Account account, CallbackAnswer.Taken said) => said is { Reports: [], Inbound: [] } || _waiting.Writer.TryWrite(new(account, said.Reports, said.Inbound, Tries: 0));

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
        try
        {
            foreach (var said in turn) await keep.RunAsync(said.Account, said.Inbound, ct);   // kept once, however often it is told
            var unknown = (await take.TakeKnownAsync([.. turn.SelectMany(said => said.Reports)], ct)).ToHashSet(ReferenceEqualityComparer.Instance);
            foreach (var said in turn)
                if (said.Reports.Where(unknown.Contains).ToList() is { Count: > 0 } early) ComeAgain(said with { Reports = early, Inbound = [] }, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotTaken(exception, turn.Count);
            foreach (var said in turn) ComeAgain(said, ct);
        }
    }

    /// <summary>An answer that its own report has overtaken is stored soon; a database that can't be written is mended, or not.</summary>
    private void ComeAgain(Said said, CancellationToken ct)
    {
        if (said.Tries + 1 < MostTries) _ = AddLaterAsync(said with { Tries = said.Tries + 1 }, ct);
    }

    private async Task AddLaterAsync(Said said, CancellationToken ct)
    {
        await Task.Delay(BetweenTries * said.Tries, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested) _waiting.Writer.TryWrite(said);
    }

    [LoggerMessage(7001, LogLevel.Error, "What {Count} callbacks said could not be stored; it is tried again")]
    private partial void LogNotTaken(Exception exception, int count);

    private sealed record Said(Account Account, IReadOnlyList<ProviderReport> Reports, IReadOnlyList<InboundMessage> Inbound, int Tries);
}
