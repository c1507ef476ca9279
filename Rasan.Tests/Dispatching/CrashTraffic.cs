using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>Programs that send as fast as they are let while the server is killed under them; every text carries its own number.</summary>
/// <param name="order">What is posted for a number.</param>
internal sealed class CrashTraffic(Func<int, object> order)
{
    private static readonly string[] Final = ["delivered", "undelivered", "failed", "blocked", "expired", "cancelled", "unconfirmed"];
    private const int Callers = 16;

    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private int _next;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The promises: number by tracking id.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    public static string Text(int number) => $"crash {number}";

    public static async Task KillWhenAsync(RunningProgram server, Func<bool> isTime)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!isTime()) await tick.WaitForNextTickAsync(Ct);
        await server.KillAsync(Ct);
    }

    public Task AcceptUntilAsync(RunningProgram server, int accepted) => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
    {
        while (_accepted.Count < accepted)
        {
            try
            {
                await AcceptAsync(server, Interlocked.Increment(ref _next));
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
            {
                return;   // killed
            }
        }
    }, Ct)));

    private async Task AcceptAsync(RunningProgram server, int number)
    {
        using var answer = await SendAsync(server, HttpMethod.Post, "/api/v1/messages", order(number));
        if (answer.StatusCode != HttpStatusCode.Accepted) return;   // refused while it stops: no promise
        var body = await ReadAsync(answer);
        _accepted[body.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!] = number;
    }

    /// <returns>The state of each promise.</returns>
    public async Task<Dictionary<string, string>> UntilFinalAsync(RunningProgram server)
    {
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        await Eventually.IsTrueAsync(async () =>
        {
            foreach (var ids in _accepted.Keys.Where(id => !states.ContainsKey(id)).Chunk(500).ToList())
            {
                using var answer = await SendAsync(server, HttpMethod.Post, "/api/v1/messages/status", new { ids });
                foreach (var message in (await ReadAsync(answer)).GetProperty("messages").EnumerateArray())
                {
                    var state = message.GetProperty("state").GetString()!;
                    if (Final.Contains(state)) states[message.GetProperty("tracking_id").GetString()!] = state;
                }
            }

            return states.Count == _accepted.Count;
        }, "every accepted message is final", Ct);
        return states;
    }

    /// <summary>What was delivered was received, and nobody got a text twice unless its message says that this may be.</summary>
    public async Task AssertKeptAsync(RunningProgram server, Dictionary<string, string> states, Dictionary<string, int> received)
    {
        foreach (var (id, number) in _accepted)
        {
            var copies = received.GetValueOrDefault(Text(number));
            if (states[id] == "delivered") Assert.True(copies >= 1, $"{Text(number)} is said to be delivered and was not received");
            if (copies > 1) Assert.True(await SaysTwiceAsync(server, id), $"{Text(number)} was received {copies} times and does not say so");
        }

        // what was stored and never answered for is no promise, yet nobody may get it twice either
        var promised = _accepted.Values.Select(Text).ToHashSet(StringComparer.Ordinal);
        Assert.All(received.Where(text => !promised.Contains(text.Key)), text => Assert.Equal(1, text.Value));
    }

    /// <summary>What the Sandbox's phones have, by text.</summary>
    public static async Task<Dictionary<string, int>> ReceivedAsync(RunningProgram server)
    {
        var received = new Dictionary<string, int>(StringComparer.Ordinal);
        for (long after = 0, before = -1; after != before;)
        {
            before = after;
            using var answer = await SendAsync(server, HttpMethod.Get, $"/simulators/sandbox/__fake/requests?outcome=received&limit=1000&after={after}");
            foreach (var request in (await ReadAsync(answer)).GetProperty("requests").EnumerateArray())
            {
                after = request.GetProperty("id").GetInt64();
                var text = request.GetProperty("text").GetString()!;
                received[text] = received.GetValueOrDefault(text) + 1;
            }
        }

        return received;
    }

    private static async Task<bool> SaysTwiceAsync(RunningProgram server, string id)
    {
        using var answer = await SendAsync(server, HttpMethod.Get, $"/api/v1/notifications/{id}");
        return (await ReadAsync(answer)).GetProperty("attempts").EnumerateArray().Any(attempt => attempt.GetProperty("may_arrive_twice").GetBoolean());
    }

    public static async Task<HttpResponseMessage> SendAsync(RunningProgram server, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RasanProcess.Token);
        return await server.Http.SendAsync(request, Ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
        return body.RootElement.Clone();
    }
}
