using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Rasan.Providers.Simulation;

/// <summary>Every raw request that came to a simulator, the newest tens of thousands of them.</summary>
internal sealed class SimulatorRecord(TimeProvider clock)
{
    private const int Most = 50_000;

    private readonly Lock _lock = new();
    private readonly Queue<RequestView> _requests = new();
    private long _lastId;

    /// <summary>Reads the body to its end and leaves it readable.</summary>
    public async Task KeepAsync(HttpContext context)
    {
        var request = context.Request;
        using var read = new MemoryStream();
        await request.Body.CopyToAsync(read, context.RequestAborted);
        var body = read.ToArray();
        request.Body = new MemoryStream(body);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_lock)
        {
            if (_requests.Count == Most) _requests.Dequeue();
            _requests.Enqueue(new(++_lastId, clock.GetUtcNow(), request.Method, target, headers, Encoding.UTF8.GetString(body), Convert.ToBase64String(body)));
        }
    }

    public RequestsView List(long after, int limit)
    {
        lock (_lock) return new([.. _requests.Where(request => request.Id > after).Take(limit)], _requests.Count);
    }

    public void Clear()
    {
        lock (_lock) _requests.Clear();
    }
}
