using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>
/// Accepting at full speed, killed three times without warning: every 202 ends final, and the Sandbox's own record holds
/// no text twice that Rasan does not own up to. The figure counts the messages of which that is not true.
/// </summary>
internal sealed class Crash(RasanProgram rasan)
{
    private const int Messages = 10_000;
    private const int Kills = 3;
    private const string TextPrefix = "crash-";
    private static readonly string[] Final = ["delivered", "undelivered", "failed", "blocked", "expired", "cancelled", "unconfirmed"];

    private static readonly string Request = RequestBytes.Post(
        "/api/v1/notifications/send",
        $$$"""
        {"intent":"ORDER_PAID","recipient":{"phone":"0912{{{RequestBytes.Phone}}}"},"payload":{"text":"{{{TextPrefix}}}{{{RequestBytes.Number}}}"},"options":{"message_kind":"text"} }
        """,
        $"Authorization: Bearer {RasanProgram.Token}", $"Idempotency-Key: {RequestBytes.Key}");

    private readonly Dictionary<string, string> _textOf = new(StringComparer.Ordinal);
    private long _next;

    public static async Task RunAsync(BenchRun run)
    {
        var folder = Directory.CreateTempSubdirectory("rasan-bench-crash-");
        await using (var rasan = new RasanProgram(RasanProgram.Built, folder.FullName))
            Report.Figure("crash", await new Crash(rasan).RunAsync());
        folder.Delete(recursive: true);
    }

    private async Task<int> RunAsync()
    {
        for (var round = 0; round < Kills; round++)
        {
            await rasan.StartAsync("Development");
            await AcceptUntilKilledAsync();
        }
        await rasan.StartAsync("Development");
        Accept(new TaskCompletionSource(), int.MaxValue);
        var states = await FinalStatesAsync();
        return await CompareAsync(states);
    }

    private async Task AcceptUntilKilledAsync()
    {
        var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepting = Task.Factory.StartNew(
            () => Accept(moment, Random.Shared.Next(300, Messages / (Kills + 1))), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await moment.Task;
        await rasan.KillAsync();
        await accepting;
        Report.Note($"crash: killed with {_textOf.Count} accepted");
    }

    private void Accept(TaskCompletionSource moment, int killAfter)
    {
        var seen = 0;
        var plan = new LoadPlan(rasan.Port, Request, 32, 60, Messages - _textOf.Count, FirstNumber: _next);
        var result = new LoadGenerator(plan, (number, status, body) =>
        {
            if (status == 202) _textOf[TrackingId(body)] = TextPrefix + number.ToString("D8", CultureInfo.InvariantCulture);
            if (++seen == killAfter) moment.SetResult();
        }).Run();
        _next += result.Asked;
        if (result.Refused > 0) Report.Note($"crash: {result.Refused} refused, the first: {result.Fault}");
        moment.TrySetResult();
    }

    private static string TrackingId(ReadOnlySpan<byte> body)
    {
        const int Width = 36;
        var name = "\"tracking_id\":\""u8;
        return Encoding.ASCII.GetString(body.Slice(body.IndexOf(name) + name.Length, Width));
    }

    private async Task<Dictionary<string, string>> FinalStatesAsync()
    {
        Dictionary<string, string> final = new(StringComparer.Ordinal);
        await Wait.UntilAsync(
            async () =>
            {
                foreach (var ids in _textOf.Keys.Where(id => !final.ContainsKey(id)).Chunk(500).ToArray())
                {
                    var answer = await rasan.AskAsync(HttpMethod.Post, "/api/v1/messages/status", new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) });
                    foreach (var message in answer.GetProperty("messages").EnumerateArray())
                    {
                        if (Array.IndexOf(Final, message.GetProperty("state").GetString()!) is >= 0 and var state)
                            final[message.GetProperty("tracking_id").GetString()!] = Final[state];
                    }
                }
                return final.Count == _textOf.Count;
            },
            "every accepted message to be final", seconds: 240, everyMs: 500);
        return final;
    }

    private async Task<int> CompareAsync(Dictionary<string, string> states)
    {
        var copies = await CopiesAsync();
        var wrong = 0;
        foreach (var (id, text) in _textOf)
        {
            var count = copies.GetValueOrDefault(text);
            if (count == 1 || (count == 0 && states[id] != "delivered")) continue;
            if (count > 1 && await OwnsUpAsync(id)) continue;
            wrong++;
            Report.Note($"crash: {id} is {states[id]}, the record has {text} {count} times");
        }
        var unpromised = copies.Where(c => c.Value > 1).Select(c => c.Key).Except(_textOf.Values, StringComparer.Ordinal).Count();
        Report.Note($"crash: {_textOf.Count} accepted, {states.Values.Count(s => s == "delivered")} delivered, {copies.Values.Sum()} in the record, {unpromised} doubled without an answer");
        return wrong + unpromised;
    }

    private async Task<bool> OwnsUpAsync(string id) =>
        (await rasan.AskAsync(HttpMethod.Get, "/api/v1/notifications/" + id)).GetProperty("attempts").EnumerateArray()
            .Any(a => a.TryGetProperty("may_arrive_twice", out var twice) && twice.GetBoolean());

    private async Task<Dictionary<string, int>> CopiesAsync()
    {
        Dictionary<string, int> copies = new(StringComparer.Ordinal);
        for (long after = 0, before = -1; after != before;)
        {
            before = after;
            var page = await rasan.AskAsync(HttpMethod.Get, "/simulators/sandbox/__fake/requests?limit=1000&after=" + after.ToString(CultureInfo.InvariantCulture));
            foreach (var request in page.GetProperty("requests").EnumerateArray())
            {
                var text = request.GetProperty("text").GetString()!;
                copies[text] = copies.GetValueOrDefault(text) + 1;
                after = request.GetProperty("id").GetInt64();
            }
        }
        return copies;
    }
}
