using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>The old API, <c>/v2</c>: forms in, a result and ids out. Our own client does not speak it; old programs do.</summary>
internal static class GhasedakOldFront
{
    private const string KeyHeader = "apikey", Verification = "verification";

    public static void Map(IEndpointRouteBuilder routes, IFrontBackend backend)
    {
        void Post(string path, Func<GhasedakOldCall, Task<IResult>> answer) => routes.MapPost(path, context => AnswerAsync(context, backend, answer));

        Post("/sms/send/simple", SendAsync);
        Post("/sms/send/bulk", SendAsync);
        Post("/sms/send/bulk2", SendAsync);
        Post("/voice/send", call => SendAsync(call with { IsVoice = true }));
        foreach (var path in (string[])["/sms/send/verification", "/verification/send/simple", "/send/verify"]) Post(path, VerifyAsync);
        foreach (var path in (string[])["/sms/check/verification", "/verification/check"]) Post(path, CheckAsync);
        Post("/sms/status", StatusAsync);
    }

    private static async Task AnswerAsync(HttpContext context, IFrontBackend backend, Func<GhasedakOldCall, Task<IResult>> answer)
    {
        var fields = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var result = backend.Enter(new(GhasedakProvider.ProviderKey, "", context.Request.Headers[KeyHeader].ToString(), context.Connection.RemoteIpAddress)) switch
        {
            FrontEntry.Entered(var caller) => await answer(new(fields, caller, backend, context.RequestAborted)),
            FrontEntry.Refused(var why) => Refused(GhasedakExchange.CodeOf(why)),
            _ => Refused(500),
        };
        await result.ExecuteAsync(context);
    }

    private static async Task<IResult> SendAsync(GhasedakOldCall call)
    {
        var receptors = call.List("receptor");
        var ids = call.List("checkid");
        if (receptors is [] || !call.IsTime(out var at)) return Refused(400);
        List<FrontDelivery> deliveries = [];
        foreach (var (index, receptor) in receptors.Index())
        {
            if (GhasedakFrontSending.Check(receptor, call.Text("message"), out var to) is { } code) return Refused(code);
            deliveries.Add(new(to, call.Text("message")!, GhasedakExchange.Line(call.Text("linenumber")), ids.ElementAtOrDefault(index)));
        }
        return await HandOverAsync(call, new(deliveries) { ScheduledAt = at, IsVoice = call.IsVoice });
    }

    private static async Task<IResult> VerifyAsync(GhasedakOldCall call)
    {
        if (call.List("receptor") is not { Count: > 0 } receptors || call.Text("template") is not { } name) return Refused(400);
        if (await call.Backend.TemplateAsync(call.Caller, name, call.Ended) is not { IsApproved: true } template) return Refused(404);
        var values = GhasedakFrontOtp.ByPlace(template, [.. Enumerable.Range(1, 10).Select(at => call.Text(string.Create(CultureInfo.InvariantCulture, $"param{at}")))]);
        if (GhasedakFrontOtp.Fill(template, values) is not { } text) return Refused(400);
        List<FrontDelivery> deliveries = [];
        foreach (var receptor in receptors)
        {
            if (GhasedakFrontSending.Check(receptor, text, out var to) is { } code) return Refused(code);
            deliveries.Add(new(to, text, Line: null, call.Text("checkid")));
        }
        return await HandOverAsync(call, new(deliveries) { GroupId = Verification, Template = new(name, values), IsVoice = call.Text("type") is "2" });
    }

    /// <summary>Whether the newest code that went to this number is the one its owner typed.</summary>
    private static async Task<IResult> CheckAsync(GhasedakOldCall call)
    {
        if (GhasedakExchange.Receptor(call.Text("receptor")) is not { } to || call.Text("token") is not { } token) return Refused(400);
        var newest = await call.Backend.FindAsync(call.Caller, new() { GroupId = Verification, To = to, Most = 1 }, call.Ended);
        var isRight = newest is [var message] && message.Text.Split(' ', '\n', '\r', ':', '،', '.').Contains(token, StringComparer.Ordinal);
        return isRight ? Answer(new(Done, null)) : Refused(400);
    }

    private static async Task<IResult> StatusAsync(GhasedakOldCall call)
    {
        var ids = call.List("id");
        if (ids is [] || call.Text("type") is not (null or "1" or "2")) return Refused(400);
        if (ids.Count > GhasedakProvider.MostIds) return Refused(414);
        var question = call.Text("type") is "2" ? new FrontQuestion { OwnIds = ids } : new FrontQuestion { Ids = GhasedakFrontQuestions.Numbers(ids) };
        var found = await call.Backend.FindAsync(call.Caller, question, call.Ended);
        return TypedResults.Json(new(Done, [.. found.Select(Row)]), GhasedakJson.Wire.GhasedakOldStatusAnswer);
    }

    private static async Task<IResult> HandOverAsync(GhasedakOldCall call, FrontOrder order) => await call.Backend.SendAsync(call.Caller, order, call.Ended) switch
    {
        FrontSending.Taken(_, var messages) => Answer(new(Done, [.. messages.Select(message => message.Id)])),
        FrontSending.Refused(var why, _) => Refused(GhasedakExchange.CodeOf(why)),
        _ => Refused(500),
    };

    private static GhasedakOldResult Done { get; } = new(200, "success");

    private static GhasedakOldStatus Row(FrontMessage message) => new(
        message.Id, message.OwnId, message.Text, message.Line, GhasedakExchange.National(message.To), GhasedakExchange.StatusOf(message), (long)message.Cost, (message.ScheduledAt ?? message.At).ToUnixTimeSeconds());

    private static JsonHttpResult<GhasedakOldAnswer> Answer(GhasedakOldAnswer answer) => TypedResults.Json(answer, GhasedakJson.Wire.GhasedakOldAnswer);

    private static JsonHttpResult<GhasedakOldAnswer> Refused(int code) => TypedResults.Json(new(new(code, GhasedakExchange.TextOf(code)), null), GhasedakJson.Wire.GhasedakOldAnswer, statusCode: code);
}

/// <summary>A call of the old API.</summary>
internal sealed record GhasedakOldCall(IFormCollection Fields, FrontCaller Caller, IFrontBackend Backend, CancellationToken Ended)
{
    public bool IsVoice { get; init; }

    /// <summary>Null: not there, or empty.</summary>
    public string? Text(string name) => Fields[name].ToString() is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> List(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Unix seconds; none or 0 is now.</summary>
    public bool IsTime(out DateTimeOffset? at)
    {
        at = null;
        if (Text("senddate") is null or "0") return true;
        if (!long.TryParse(Text("senddate"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= 253_402_300_800) return false;
        at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
