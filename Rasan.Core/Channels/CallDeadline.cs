namespace Rasan.Core.Channels;

/// <summary>How long one call to a provider may take: its own limit, or until its caller gives up.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _caller;

    public CallDeadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        _end = new(limit, clock);
        _caller = caller.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), _end);
    }

    public CancellationToken Token => _end.Token;

    public void Dispose()
    {
        _caller.Dispose();
        _end.Dispose();
    }
}
