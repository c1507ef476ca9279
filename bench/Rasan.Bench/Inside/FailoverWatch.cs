using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Inside;

/// <summary>From the moment a refusal is in the program's hands to the moment it hands the message to the next account: its own time, and nobody else's.</summary>
internal sealed class FailoverWatch
{
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<long> _taken = new();

    public void Refused(string to) => _refused[to] = Stopwatch.GetTimestamp();

    public void Begun(string to)
    {
        if (!_refused.IsEmpty && _refused.TryRemove(to, out var since)) _taken.Enqueue(Stopwatch.GetTimestamp() - since);
    }

    /// <returns>How many there were since the last telling, and their median and 99th percentile in milliseconds.</returns>
    public string Tell()
    {
        List<long> taken = [];
        while (_taken.TryDequeue(out var one)) taken.Add(one);
        _refused.Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{taken.Count} {Quantiles.OfTicks(taken, 0.5)} {Quantiles.OfTicks(taken, 0.99)}");
    }
}
