using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Rasan.Core.Services;

namespace Rasan.Web.Api.Doors;

/// <summary>Each token's own bucket. A token whose limit was changed gets a new one.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly ConcurrentDictionary<long, Bucket> _buckets = new();

    /// <returns>Null: go on. Else how long to wait.</returns>
    public TimeSpan? Take(Token token)
    {
        if (token.RatePerMinute is not { } perMinute) return null;
        var limiter = BucketOf(token.Id, perMinute).Limiter;
        limiter.TryReplenish();
        using var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose()
    {
        foreach (var bucket in _buckets.Values) bucket.Limiter.Dispose();
    }

    private Bucket BucketOf(long token, int perMinute) =>
        _buckets.TryGetValue(token, out var bucket) && bucket.PerMinute == perMinute
            ? bucket
            : _buckets.AddOrUpdate(token, static (_, rate) => new(rate), static (_, old, rate) => old.PerMinute == rate ? old : new(rate), perMinute);

    private sealed class Bucket(int perMinute)
    {
        public int PerMinute => perMinute;

        // Full at first, then one request at a time: whoever waits as told gets through.
        public TokenBucketRateLimiter Limiter { get; } = new(new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            AutoReplenishment = false,   // no timer per token
            QueueLimit = 0,
        });
    }
}
