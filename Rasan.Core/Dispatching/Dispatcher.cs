using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>The lanes, their workers and the watches beside them, from start to clean stop.</summary>
public sealed partial class Dispatcher : IAsyncDisposable
{
    private readonly Ledger _ledger;
    private readonly Catalogs _catalogs;
    private readonly AccountHealth _health;
    private readonly Reconciler _reconciler;
    private readonly Sweep _sweep;
    private readonly DueWatch _watch;
    private readonly DispatchOptions _options;
    private readonly ILogger<Dispatcher> _log;
    private readonly LaneWorkers[] _workers;
    private readonly LaneClaim[] _claims;
    private readonly CancellationTokenSource _stopping = new();
    private Task[] _watches = [];
    private bool _started;

    internal Dispatcher(DispatcherParts parts, Ledger ledger, Catalogs catalogs, Providers providers, AccountHealth health, IOptions<DispatchOptions> options, TimeProvider clock, ILoggerFactory logs)
    {
        (_ledger, _catalogs, _health, _reconciler, _options) = (ledger, catalogs, health, parts.Reconciler, options.Value);
        _log = logs.CreateLogger<Dispatcher>();
        int[] limits = [_options.OtpWorkers, _options.NormalWorkers, _options.BulkWorkers];
        _workers = Array.ConvertAll(limits, limit => new LaneWorkers(limit, parts.HandOver, parts.Record));
        _claims = Array.ConvertAll(Enum.GetValues<Lane>(), lane => new LaneClaim(lane, parts.Planner, providers, _workers[(int)lane]));
        foreach (var claim in _claims) ledger.Attach(claim);
        _sweep = new(ledger, _reconciler, this);
        _watch = new(ledger, _sweep, clock, logs.CreateLogger<DueWatch>());
    }

    public Sweep Sweep => _sweep;

    /// <summary>It runs and its watches are alive.</summary>
    public bool IsAlive => _started && !Array.Exists(_watches, watch => watch.IsCompleted);

    public async Task StartAsync(CancellationToken ct)
    {
        await _sweep.RecoverAllAsync(ct);
        _catalogs.Changed += OpenOrClose;
        _watches = [_watch.RunAsync(_stopping.Token), RunQuietlyAsync(_reconciler.RunAsync), RunQuietlyAsync(_health.RunAsync)];
        _started = true;
        OpenOrClose(this, EventArgs.Empty);
    }

    /// <summary>Claims no more, finishes what is under way within the limit, gives back what was not begun. The ledger is still needed for that.</summary>
    public async Task StopAsync()
    {
        if (!_started) return;
        _started = false;
        _catalogs.Changed -= OpenOrClose;
        foreach (var workers in _workers) workers.Stop();
        var givenBack = GiveBackAsync();
        if (!await IsOverAsync(givenBack, TimeSpan.FromSeconds(_options.ShutdownSeconds)))
        {
            LogAbandoned();
            foreach (var workers in _workers) workers.Abandon();
            await IsOverAsync(givenBack, TimeSpan.FromSeconds(2));
        }

        await _stopping.CancelAsync();
        await Task.WhenAll(_watches);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var workers in _workers) workers.Dispose();
        _watch.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Something may be ready that no transaction rang for.</summary>
    internal void LookAgain()
    {
        foreach (var claim in _claims) claim.LookAgain();
        _ledger.Ring();
    }

    private void OpenOrClose(object? sender, EventArgs changed)
    {
        var open = _options.Enabled && _catalogs.Current.SendingHeld is null;
        foreach (var workers in _workers)
        {
            if (open) workers.Open();
            else workers.Close();
        }

        if (open) LookAgain();
    }

    /// <summary>Whether a call for it is under way or stands before us here.</summary>
    internal bool Holds(MessageRow message) => _workers[(int)message.Body.Lane].Holds(message.Body.Id);

    /// <summary>On the writer's thread: by then every claim has handed over what it claimed. What can't be written is recovered at the next start.</summary>
    private Task<int> GiveBackAsync()
    {
        var notBegun = new List<PlannedAttempt>();
        return _ledger.PromiseAsync(session =>
        {
            notBegun.AddRange(_workers.SelectMany(workers => workers.TakeBack()));   // kept for the next try, should this one fail
            foreach (var planned in notBegun)
            {
                session.SaveAttempt(planned.Attempt with { Outcome = AttemptOutcome.NotSent, Code = "stopped", FinishedAt = session.Now });
                session.Save(planned.Message, planned.Message.To(Messages.MessageState.Queued, session.Now) with { DueAt = session.Now, Round = planned.Message.Round + 1 });
            }

            return notBegun.Count;
        });
    }

    /// <summary>No call is under way any more, every answer is stored, and what was not begun is given back.</summary>
    private async Task<bool> IsOverAsync(Task givenBack, TimeSpan limit)
    {
        var until = TimeProvider.System.GetTimestamp();   // who stops us waits by the wall clock
        while (!givenBack.IsCompleted || !Array.TrueForAll(_workers, workers => workers.IsIdle))
        {
            if (TimeProvider.System.GetElapsedTime(until) > limit) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }

        return true;
    }

    private async Task RunQuietlyAsync(Func<CancellationToken, Task> run)
    {
        try
        {
            await run(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    [LoggerMessage(2501, LogLevel.Warning, "Calls were still under way at the end of the stop's limit: their outcome will be asked about")]
    private partial void LogAbandoned();

    [LoggerMessage(2502, LogLevel.Debug, "Stopped")]
    private partial void LogStopped();
}

/// <summary>What the dispatcher is made of besides what others use too.</summary>
internal sealed record DispatcherParts(AttemptPlanner Planner, HandOver HandOver, RecordAnswers Record, Reconciler Reconciler);
