using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.IPPanel;

/// <summary>IPPanel's wire, server side.</summary>
public sealed class IPPanelFront : IFront
{
    private const string Root = "/v1/";

    public string Vendor => IPPanelProvider.ProviderKey;

    public void Map(IEndpointRouteBuilder routes, IFrontBackend backend)
    {
        void Post(string path, Func<HttpContext, FrontCaller, Task<IResult>> answer) => routes.MapPost(Root + path, http => AnswerAsync(http, backend, answer));
        void Get(string path, Func<HttpContext, FrontCaller, Task<IResult>> answer) => routes.MapGet(Root + path, http => AnswerAsync(http, backend, answer));

        var reports = new IPPanelFrontReports(backend);
        Post(IPPanelCalls.Send, (http, caller) => new IPPanelFrontSending(backend, caller).SendAsync(http));
        Post(IPPanelCalls.Cancel, (http, caller) => new IPPanelFrontSending(backend, caller).CancelAsync(http));
        Post(IPPanelCalls.Price, (http, caller) => PriceAsync(http, backend, caller));
        Post(IPPanelCalls.List, reports.ListAsync);
        Get(IPPanelCalls.ByBulk, reports.ByBulkAsync);
        Get(IPPanelCalls.Stats, reports.StatsAsync);
        Get(IPPanelCalls.Recipients, reports.RecipientsAsync);
        Post(IPPanelCalls.Inbox, reports.InboxAsync);
        Get(IPPanelCalls.Numbers, (http, caller) => NumbersAsync(http, backend, caller));
        Get(IPPanelCalls.NumbersToo, (http, caller) => NumbersAsync(http, backend, caller));
        Get(IPPanelCalls.Credit, (http, caller) => CreditAsync(http, backend, caller));
        Post(IPPanelCalls.CheckToken, (_, caller) => Task.FromResult(IPPanelEnvelope.Ok(
            new IPPanelTokenAnswer(new(UserName: "rasan", UserId: string.Create(CultureInfo.InvariantCulture, $"{caller.Id}"), DocumentBlock: false, IsReseller: false, SendBlock: false, Name: "rasan")), IPPanelJson.Wire.IPPanelTokenAnswer)));
        Get($"{IPPanelCalls.Patterns}/{{code}}", (http, caller) => PatternAsync(http, backend, caller));
    }

    /// <summary>The body as a request; null: no JSON, or not of this shape.</summary>
    internal static async Task<T?> BodyAsync<T>(HttpContext http, JsonTypeInfo<T> type) where T : class
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return LooseJson.Read(await reader.ReadToEndAsync(http.RequestAborted), type);
    }

    private static async Task AnswerAsync(HttpContext http, IFrontBackend backend, Func<HttpContext, FrontCaller, Task<IResult>> answer)
    {
        var entry = backend.Enter(new(IPPanelProvider.ProviderKey, "", http.Request.Headers.Authorization.ToString(), http.Connection.RemoteIpAddress));
        var result = entry is FrontEntry.Entered(var caller) ? await answer(http, caller) : IPPanelEnvelope.Unauthorized();
        await result.ExecuteAsync(http);
    }

    private static async Task<IResult> PriceAsync(HttpContext http, IFrontBackend backend, FrontCaller caller)
    {
        if (await BodyAsync(http, IPPanelJson.Wire.IPPanelPriceQuestion) is not { Message: { Length: > 0 } text }) return IPPanelEnvelope.Invalid("message");
        var (standing, count) = (await backend.StandingAsync(caller, http.RequestAborted), Segments.Count(text));
        var price = count.Encoding is SegmentEncoding.Gsm7 ? standing.PricePerLatinPart : standing.PricePerPart;
        return IPPanelEnvelope.Ok(new IPPanelPriceAnswer(new(price * count.Segments, price * count.Segments, count.Segments)), IPPanelJson.Wire.IPPanelPriceAnswer);
    }

    private static async Task<IResult> NumbersAsync(HttpContext http, IFrontBackend backend, FrontCaller caller)
    {
        var numbers = (await backend.LinesAsync(caller, http.RequestAborted)).Select(line => new IPPanelNumber(string.Create(CultureInfo.InvariantCulture, $"{line.Id}"), line.Number, 1, null, line.Receives ? 1 : 0, 0)).ToList();
        return IPPanelEnvelope.Ok(new IPPanelNumbers(numbers), IPPanelJson.Wire.IPPanelNumbers);
    }

    private static async Task<IResult> CreditAsync(HttpContext http, IFrontBackend backend, FrontCaller caller)
    {
        var standing = await backend.StandingAsync(caller, http.RequestAborted);
        return IPPanelEnvelope.Ok(new IPPanelCreditAnswer(new(standing.Credit, standing.Credit, 0, null, IPPanelTime.Write(backend.Now))), IPPanelJson.Wire.IPPanelCreditAnswer);
    }

    private static async Task<IResult> PatternAsync(HttpContext http, IFrontBackend backend, FrontCaller caller)
    {
        var code = (string)http.GetRouteValue("code")!;
        if (await backend.TemplateAsync(caller, code, http.RequestAborted) is not { } template) return IPPanelEnvelope.Refused(404, IPPanelCodes.Missing, "پترن مورد نظر یافت نشد");
        var pattern = new IPPanelPattern(
            template.Key, template.Text, template.IsApproved ? "active" : "pending", template.IsApproved ? 1 : 0, [.. template.Slots.Select(slot => new IPPanelVariable(slot, "string", 40))], "%");
        return IPPanelEnvelope.Ok(new IPPanelPatternAnswer(pattern), IPPanelJson.Wire.IPPanelPatternAnswer);
    }
}

/// <summary>What is around every answer.</summary>
internal static class IPPanelEnvelope
{
    private const string Done = "انجام شد";

    public static IResult Ok<T>(T answer, JsonTypeInfo<T> type) where T : IPPanelAnswer =>
        Results.Json(answer with { Meta = new(Status: true, Done, IPPanelCodes.Ok) { MessageParameters = [] } }, type);

    public static IResult Page<T>(T answer, JsonTypeInfo<T> type, string path, int page, int size, int total, int count) where T : IPPanelAnswer => Results.Json(
        answer with
        {
            Meta = new(Status: true, Done, IPPanelCodes.Ok)
            {
                CurrentPage = page, From = count == 0 ? null : ((page - 1) * size) + 1, To = count == 0 ? null : ((page - 1) * size) + count,
                LastPage = Math.Max(1, (total + size - 1) / size), PerPage = size, Total = total, Path = "/" + path,
            },
        },
        type);

    public static IResult Unauthorized() => Refused(401, IPPanelCodes.Wrong, "اطلاعات وارد شده صحیح نمی باشد");

    /// <summary>A field that is missing or wrong.</summary>
    public static IResult Invalid(string field, string? words = null)
    {
        var said = words ?? $"تکمیل گزینه {field} الزامی است";
        return Refused(422, IPPanelCodes.Invalid, said, new(StringComparer.Ordinal) { [field] = [said] });
    }

    public static IResult Refused(int status, string code, string message, Dictionary<string, string[]>? errors = null) => Results.Json(
        new IPPanelDone
        {
            Meta = new(Status: false, message, code) { MessageParameters = [], Errors = JsonSerializer.SerializeToElement(errors ?? new(StringComparer.Ordinal), IPPanelJson.Wire.DictionaryStringStringArray) },
        },
        IPPanelJson.Wire.IPPanelDone, statusCode: status);

    public static IResult Refused(FrontRefusal why, string recipients) => why switch
    {
        FrontRefusal.LineNotOwned => Invalid("from_number", "شماره فرستنده معتبر نیست"),
        FrontRefusal.BadNumber or FrontRefusal.Blacklisted => Invalid(recipients, "شماره گیرنده معتبر نیست"),
        FrontRefusal.TemplateMissing => Invalid("code", "پترن مورد نظر یافت نشد"),
        FrontRefusal.Throttled => Refused(429, "429-1", "Too Many Requests"),
        FrontRefusal.NoCredit => Invalid("credit", "اعتبار کافی نیست"),
        _ => Unauthorized(),
    };
}
