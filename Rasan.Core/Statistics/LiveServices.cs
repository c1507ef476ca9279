using System.Collections.Concurrent;

namespace Rasan.Core.Statistics;

/// <summary>Counts, service by service, the commits in which a message of it moved. Nobody is called: whoever shows something compares.</summary>
public sealed class LiveServices
{
    private readonly ConcurrentDictionary<long, Mark> _marks = new();

    /// <summary>Another number than before: what was read before may be old.</summary>
    public long VersionOf(long serviceId) => _marks.TryGetValue(serviceId, out var mark) ? mark.Version : 0;

    /// <summary>On the ledger's thread, after its commit.</summary>
    internal void Moved(HashSet<long> services)
    {
        foreach (var service in services) _marks.GetOrAdd(service, static _ => new Mark()).Next();
    }

    private sealed class Mark
    {
        private long _version;

        public long Version => Volatile.Read(ref _version);

        public void Next() => Interlocked.Increment(ref _version);
    }
}
