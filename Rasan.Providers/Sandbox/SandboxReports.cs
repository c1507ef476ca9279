using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;

namespace Rasan.Providers.Sandbox;

/// <summary>
/// Pushes each final state when it is due. Every report is due the same time after its request, so the queue is in order of due time.
/// It lives in memory: what a restart, or a full queue, loses is found by asking.
/// </summary>
public sealed partial class SandboxReports(IReportSink sink, TimeProvider clock, ILogger<SandboxReports> logger) : BackgroundService
{
    private const int MostPerPush = 500;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);   // a push is a commit at the other end: few and full
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<(DateTimeOffset Due, SandboxRequest Request)> _queue = Channel.CreateBounded<(DateTimeOffset, SandboxRequest)>(
        new BoundedChannelOptions(100_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Announces an accepted request whose caller is being answered now.</summary>
    public void Announce(SandboxRequest request) => _queue.Writer.TryWrite((clock.GetUtcNow() + SandboxRequest.DeliveryTime, request));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            if (!_queue.Reader.TryPeek(out var first)) continue;
            if (first.Due + Gathering - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock, stoppingToken);
            await PushAsync(TakeDue(), stoppingToken);
        }
    }

    private List<ProviderReport> TakeDue()
    {
        var now = clock.GetUtcNow();
        List<ProviderReport> due = [];
        while (due.Count < MostPerPush && _queue.Reader.TryPeek(out var next) && next.Due <= now && _queue.Reader.TryRead(out next))
        {
            if (next.Request.ReportAt(now) is { } report) due.Add(report);
        }
        return due;
    }

    private async Task PushAsync(List<ProviderReport> reports, CancellationToken ct)
    {
        while (reports is not [])
        {
            try
            {
                await sink.TakeAsync(reports, ct);
                return;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                LogRefused(reports.Count, fault);
                await Task.Delay(RetryPause, clock, ct);
            }
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "{Count} delivery reports of the Sandbox were not taken; they are pushed again")]
    private partial void LogRefused(int count, Exception fault);
}
