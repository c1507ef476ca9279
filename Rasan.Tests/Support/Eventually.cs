namespace Rasan.Tests.Support;

/// <summary>Waits for the thing itself, within a limit that only a fault reaches.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await condition())
        {
            if (limit.IsCancellationRequested) Assert.Fail($"It never came to pass: {what}");
            await tick.WaitForNextTickAsync(ct);
        }
    }
}
