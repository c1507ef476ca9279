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

    private IScheduler? _scheduler;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        while (!CanOpenStore()) await Task.Delay(Again, stoppingToken);
        stoppingToken.ThrowIfCancellationRequested();
        _scheduler = await schedulers.GetScheduler(CancellationToken.None);   // cut short, it would tell of an error in its store
        if (!stoppingToken.IsCancellationRequested) await _scheduler.Start(CancellationToken.None);
    }

    /// <summary>The scheduler can be built only once, so its store is tried before.</summary>
    private bool CanOpenStore()
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.SchedulerDatabase, Pooling = false, DefaultTimeout = 1 }.ToString());
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
}
