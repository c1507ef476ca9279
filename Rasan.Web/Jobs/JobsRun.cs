using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Quartz;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Web.Jobs;

/// <summary>
/// Starts the scheduler once the server listens: opening its store takes as long as the rest of the start, and the first request needs none of it.
/// A store that can't be opened keeps nobody from sending; it is tried again until it can.
/// </summary>
internal sealed partial class JobsRun(ISchedulerFactory schedulers, DataDirectory directory, IHostApplicationLifetime lifetime, ILogger<JobsRun> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private IScheduler? _scheduler;
    private Task? _stop;

    /// <summary>A host may be stopped twice at once: both wait for the one stop.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _stop ??= StopOnceAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        while (!CanOpenStore()) await Task.Delay(Again, stoppingToken);
        stoppingToken.ThrowIfCancellationRequested();
        _scheduler = await schedulers.GetScheduler(CancellationToken.None);   // cut short, it would tell of an error in its store
        if (stoppingToken.IsCancellationRequested) return;
        await _scheduler.Start(CancellationToken.None);
        GiveBackMemory();   // the scheduler is the last to start
    }

    [SuppressMessage("Major Code Smell", "S1215", Justification = "Once: what the start needed is a third of what an idle program would hold for hours.")]
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);

    /// <summary>While its store can't be written the scheduler tries without end: nothing that was promised waits for it.</summary>
    private async Task StopOnceAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        if (_scheduler is null) return;
        try
        {
            await Task.Run(async () => await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None), CancellationToken.None).WaitAsync(StopLimit, ct);   // it may not even return a task
        }
        catch (TimeoutException)
        {
            NotStopped();
        }
    }

    /// <summary>The scheduler can be built only once, so its store is tried before.</summary>
    private bool CanOpenStore()
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.SchedulerDatabase, Pooling = false, DefaultTimeout = 5 }.ToString());
            connection.Open();
            SqliteStore.Run(connection, "BEGIN IMMEDIATE; CREATE TABLE probe (id INTEGER); ROLLBACK");
            return true;
        }
        catch (SqliteException exception)
        {
            CannotOpen(exception.Message);
            return false;
        }
    }

    [LoggerMessage(5201, LogLevel.Error, "The scheduler's store can't be opened: polling of reports, retention and nightly work wait for it. {Reason}")]
    private partial void CannotOpen(string reason);

    [LoggerMessage(5202, LogLevel.Warning, "The scheduler did not stop in time: its store can't be written")]
    private partial void NotStopped();
}
