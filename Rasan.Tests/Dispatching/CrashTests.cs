using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>The program is killed while it accepts and sends as fast as it can.</summary>
public sealed class CrashTests
{
    private static readonly string[] Final = ["delivered", "undelivered", "failed", "blocked", "expired", "cancelled", "unconfirmed"];
    private const int Messages = 500, Kills = 3, Callers = 16;

    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private int _next;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_202_ends_final_and_no_text_arrives_twice_unannounced()
    {
        await using var program = new RasanProcess { Environment = { ["Rasan__Simulators__Enabled"] = "true", ["Logging__LogLevel__Default"] = "Warning" } };
        for (var kill = 1; kill <= Kills; kill++)
        {
            var share = kill * Messages / (Kills + 1);
            var moment = Random.Shared.Next(share - (Messages / (Kills + 1)) + 10, share);
            await using var server = await program.StartAsync(Ct);
            var killed = KillWhenAsync(server, moment);
            await AcceptUntilAsync(server, share);
            await killed;
        }

        await using var last = await program.StartAsync(Ct);
        await AcceptUntilAsync(last, Messages);
        var states = await UntilFinalAsync(last);
        var received = await ReceivedAsync(last);

        foreach (var (id, number) in _accepted)
        {
            var copies = received.GetValueOrDefault(Text(number));
            if (states[id] == "delivered") Assert.True(copies >= 1, $"{Text(number)} is said to be delivered and was not received");
            if (copies > 1) Assert.True(await SaysTwiceAsync(last, id), $"{Text(number)} was received {copies} times and does not say so");
        }

        // what was stored and never answered for is no promise, yet nobody may get it twice either
        var promised = _accepted.Values.Select(Text).ToHashSet(StringComparer.Ordinal);
        Assert.All(received.Where(text => !promised.Contains(text.Key)), text => Assert.Equal(1, text.Value));
        Assert.True(_accepted.Count >= Messages, $"only {_accepted.Count} were accepted");
    }

    private static string Text(int number) => $"crash {number}";

    private async Task KillWhenAsync(RunningProgram server, int accepted)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (_accepted.Count < accepted) await tick.WaitForNextTickAsync(Ct);
        await server.KillAsync(Ct);
    }

    private Task AcceptUntilAsync(RunningProgram server, int accepted) => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
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
        var intent = number % 2 == 0 ? "OTP_LOGIN" : "ORDER_PAID";
        using var answer = await SendAsync(server, HttpMethod.Post, "/api/v1/messages", new { to = $"0912{1_000_100 + (number * 20):D7}"[..11], text = Text(number), intent });
        if (answer.StatusCode != HttpStatusCode.Accepted) return;   // refused while it stops: no promise
        var body = await ReadAsync(answer);
        _accepted[body.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!] = number;
    }

    private async Task<Dictionary<string, string>> UntilFinalAsync(RunningProgram server)
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

    private static async Task<Dictionary<string, int>> ReceivedAsync(RunningProgram server)
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

    private static async Task<HttpResponseMessage> SendAsync(RunningProgram server, HttpMethod method, string path, object? body = null)
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
