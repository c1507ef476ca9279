using System.Collections.Concurrent;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Looks twice a second whether the sessions behind open pages still stand, whichever process ended them. Asks nothing while no page is open.</summary>
internal sealed partial class SessionWatch(Sessions sessions, TimeProvider clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<SessionCircuit, long> _open = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private DateTimeOffset _seen;

    public void Add(SessionCircuit circuit, long session) => _open[circuit] = session;

    public void Remove(SessionCircuit circuit) => _open.TryRemove(circuit, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        sessions.Ended += Ring;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _bell.WaitAsync(Between, stoppingToken);
                if (!_open.IsEmpty) await LookAsync(stoppingToken);
            }
        }
        finally
        {
            sessions.Ended -= Ring;
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            var circuits = _open.ToArray();
            long[] ids = [.. circuits.Select(circuit => circuit.Value).Distinct()];
            var standing = await sessions.StillOpenAsync(ids, ct);
            foreach (var (circuit, session) in circuits)
                if (!standing.Contains(session)) circuit.End();
            if (clock.GetUtcNow() - _seen < SeenEvery) return;
            _seen = clock.GetUtcNow();
            await sessions.SeeAsync(ids, ct);   // who watches a page is there, though it asks for no other one
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault);   // looked again at once
        }
    }

    private void Ring(object? sender, EventArgs e)
    {
        if (_bell.CurrentCount == 0) _bell.Release();
    }

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    [LoggerMessage(6001, LogLevel.Error, "Open sessions could not be looked at")]
    private partial void LogFault(Exception exception);
}
