using Rasan.Core.Channels;
using Rasan.Tests.Support;

namespace Rasan.Tests.Sandbox;

/// <summary>Takes reports, or refuses them for a while.</summary>
internal sealed class ReportBasket : IReportSink
{
    private readonly Lock _lock = new();
    private readonly List<ProviderReport> _reports = [];
    private int _calls, _refusals;

    public int Calls
    {
        get
        {
            lock (_lock) return _calls;
        }
    }

    public void RefuseNext(int times)
    {
        lock (_lock) _refusals = times;
    }

    public Task TakeAsync(IReadOnlyList<ProviderReport> reports, CancellationToken ct)
    {
        lock (_lock)
        {
            _calls++;
            if (_refusals-- > 0) throw new IOException("The ledger is full.");
            _reports.AddRange(reports);
        }
        return Task.CompletedTask;
    }

    /// <summary>Waits until so many reports are there, and moves the clock on while they are not.</summary>
    public async Task<IReadOnlyList<ProviderReport>> WaitForAsync(int count, ManualClock clock)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_reports.Count >= count) return [.. _reports];
            }
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
