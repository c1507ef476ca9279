using Quartz;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Inbox;
using Rasan.Core.Intents;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Web.Jobs;

/// <summary>The safety net under the dispatcher's own watches.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweep sweep) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(sweep.RunAsync(cancellationToken));
}

/// <inheritdoc cref="PollReports"/>
[DisallowConcurrentExecution]
internal sealed class PollReportsJob(PollReports poll) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(poll.RunAsync(cancellationToken));
}

/// <inheritdoc cref="PullInbound"/>
[DisallowConcurrentExecution]
internal sealed class PullInboundJob(PullInbound pull) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(pull.RunAsync(cancellationToken));
}

/// <inheritdoc cref="RefreshStandings"/>
[DisallowConcurrentExecution]
internal sealed class RefreshStandingsJob(RefreshStandings refresh) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(refresh.RunAsync(cancellationToken));
}

/// <inheritdoc cref="ProbePaused"/>
[DisallowConcurrentExecution]
internal sealed class ProbePausedJob(ProbePaused probe) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(probe.RunAsync(cancellationToken));
}

/// <inheritdoc cref="RaiseAlerts"/>
[DisallowConcurrentExecution]
internal sealed class RaiseAlertsJob(RaiseAlerts raise) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(raise.RunAsync(cancellationToken));
}

/// <inheritdoc cref="SeenIntents"/>
[DisallowConcurrentExecution]
internal sealed class SeenIntentsJob(SeenIntents seen) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(seen.FlushAsync(cancellationToken));
}

/// <inheritdoc cref="CheckCounters"/>
[DisallowConcurrentExecution]
internal sealed class CheckCountersJob(CheckCounters check) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(check.RunAsync(cancellationToken));
}

/// <inheritdoc cref="Retention"/>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(Retention retention) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(retention.RunAsync(cancellationToken));
}

/// <inheritdoc cref="Maintenance"/>
[DisallowConcurrentExecution]
internal sealed class MaintenanceJob(Maintenance maintenance) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(maintenance.RunAsync(cancellationToken));
}
