using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Twilio;

/// <summary>Messages that were created before: shown, listed, cancelled, wiped.</summary>
internal sealed class TwilioFrontMessages(IFrontBackend backend)
{
    private const int UsualPage = 50, LongestPage = 1000;

    /// <summary>What was wiped (false) or deleted (true) is gone for those who ask here; what stands behind the front keeps its own record.</summary>
    private readonly ConcurrentDictionary<(long Account, string Sid), bool> _gone = new();

    public async Task<IResult> ShowAsync(HttpContext http, FrontCaller caller, string sid) =>
        await FindAsync(caller, sid, http.RequestAborted) is { } message ? Results.Json(message, TwilioJson.Wire.TwilioMessage) : TwilioFrontWords.NotFound(http.Request.Path);

    public async Task<IResult> ChangeAsync(HttpContext http, FrontCaller caller, string sid)
    {
        if (await FindAsync(caller, sid, http.RequestAborted) is not { } message) return TwilioFrontWords.NotFound(http.Request.Path);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (form[TwilioFields.Status] == TwilioCodes.Canceled)
        {
            if (TwilioFrontWords.Read(sid) is not (var id, false)) return TwilioFrontWords.NotFound(http.Request.Path);
            return await backend.CancelAsync(caller, [id], http.RequestAborted) is [{ State: FrontState.Cancelled } cancelled, ..]
                ? Results.Json(TwilioFrontWords.Message(caller, cancelled), TwilioJson.Wire.TwilioMessage)
                : TwilioFrontWords.Error(400, TwilioCodes.NotCancelable, "The message is not in a cancelable state");
        }

        if (form.ContainsKey(TwilioFields.Body) && form[TwilioFields.Body].ToString().Length == 0) _gone[(caller.Id, sid)] = false;
        return Results.Json(Wiped(caller, message), TwilioJson.Wire.TwilioMessage);
    }

    public async Task<IResult> DeleteAsync(HttpContext http, FrontCaller caller, string sid)
    {
        if (await FindAsync(caller, sid, http.RequestAborted) is null) return TwilioFrontWords.NotFound(http.Request.Path);
        _gone[(caller.Id, sid)] = true;
        return Results.NoContent();
    }

    public async Task<IResult> ListAsync(HttpContext http, FrontCaller caller)
    {
        var query = http.Request.Query;
        string? Asked(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var size = Math.Clamp(Number(Asked(TwilioFields.PageSize)) ?? UsualPage, 1, LongestPage);
        var page = Math.Max(0, Number(Asked(TwilioFields.Page)) ?? 0);
        var most = ((page + 1) * size) + 1;
        var (from, until) = Days(Asked(TwilioFields.DateSent), Asked(TwilioFields.DateSentFrom), Asked(TwilioFields.DateSentUntil));
        var (to, line) = (Asked(TwilioFields.To), Asked(TwilioFields.From));

        var sent = await backend.FindAsync(caller, new() { To = to, Line = line, From = from, Until = until, Most = most }, http.RequestAborted);
        var came = await backend.InboxAsync(caller, new() { Line = to, From = from, Until = until, Most = int.MaxValue }, http.RequestAborted);
        var all = sent.Select(message => (message.At, Message: Wiped(caller, TwilioFrontWords.Message(caller, message))))
            .Concat(came.Where(inbound => line is null || inbound.From == line).Select(inbound => (inbound.At, Message: TwilioFrontWords.Message(caller, inbound))))
            .Where(each => !IsDeleted(caller, each.Message.Sid!)).OrderByDescending(each => each.At).Skip(page * size).Take(size + 1).Select(each => each.Message).ToList();

        string Page(int number) => $"{http.Request.Path.Value![http.Request.Path.Value!.IndexOf($"/{TwilioWords.Version}/", StringComparison.Ordinal)..]}{Query(query, size, number)}";
        var rows = all.Take(size).ToList();
        return Results.Json(
            new TwilioMessages(rows, Page(0), all.Count > size ? Page(page + 1) : null, page > 0 ? Page(page - 1) : null, page, size, page * size, (page * size) + Math.Max(0, rows.Count - 1), Page(page)),
            TwilioJson.Wire.TwilioMessages);
    }

    private async Task<TwilioMessage?> FindAsync(FrontCaller caller, string sid, CancellationToken ct)
    {
        if (TwilioFrontWords.Read(sid) is not { } read || IsDeleted(caller, sid)) return null;
        if (read.IsInbound)
        {
            var came = await backend.InboxAsync(caller, new() { AfterId = read.Id - 1, Most = 1 }, ct);
            return came is [{ } inbound, ..] && inbound.Id == read.Id ? Wiped(caller, TwilioFrontWords.Message(caller, inbound)) : null;
        }
        var sent = await backend.FindAsync(caller, new() { Ids = [read.Id] }, ct);
        return sent is [var message, ..] ? Wiped(caller, TwilioFrontWords.Message(caller, message)) : null;
    }

    private TwilioMessage Wiped(FrontCaller caller, TwilioMessage message) => _gone.ContainsKey((caller.Id, message.Sid!)) ? message with { Body = "" } : message;

    private bool IsDeleted(FrontCaller caller, string sid) => _gone.GetValueOrDefault((caller.Id, sid));

    /// <summary>Days of UTC, or moments.</summary>
    private static (DateTimeOffset? From, DateTimeOffset? Until) Days(string? day, string? from, string? until)
    {
        if (Moment(day) is { } one) return (one, one.AddDays(1).AddTicks(-1));
        return (Moment(from), Moment(until) is { } last ? until!.Contains(':', StringComparison.Ordinal) ? last : last.AddDays(1).AddTicks(-1) : null);
    }

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static QueryString Query(IQueryCollection query, int size, int page)
    {
        var kept = query.Where(field => field.Key is not (TwilioFields.PageSize or TwilioFields.Page or TwilioFields.PageToken));
        return QueryString.Create(kept).Add(TwilioFields.PageSize, size.ToString(CultureInfo.InvariantCulture))
            .Add(TwilioFields.Page, page.ToString(CultureInfo.InvariantCulture)).Add(TwilioFields.PageToken, string.Create(CultureInfo.InvariantCulture, $"PA{page}"));
    }
}
