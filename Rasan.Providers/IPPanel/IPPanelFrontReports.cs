using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.IPPanel;

/// <summary>What became of sendings, and what came in.</summary>
internal sealed class IPPanelFrontReports(IFrontBackend backend)
{
    private const int MostRead = 100_000;

    public async Task<IResult> ListAsync(HttpContext http, FrontCaller caller)
    {
        var asked = await IPPanelFront.BodyAsync(http, IPPanelJson.Wire.IPPanelListQuestion) ?? new(null, null, null);
        var filters = asked.Filters ?? new();
        if (filters.StateId is { } state && !(long.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known <= 9)) return IPPanelEnvelope.Refused(422, IPPanelCodes.InvalidState, "invalid state");
        var question = new FrontQuestion
        {
            CallIds = filters.MessagesOutboxId is { } id ? [Id(id)] : null,
            Line = filters.Number,
            Text = filters.Message,
            From = IPPanelTime.OfUnix(filters.CreateFromDate) ?? IPPanelTime.OfUnix(filters.SendFromDate),
            Until = (IPPanelTime.OfUnix(filters.CreateToDate) ?? IPPanelTime.OfUnix(filters.SendToDate))?.AddSeconds(1).AddTicks(-1),
            Most = MostRead,
        };
        var sendings = (await backend.FindAsync(caller, question, http.RequestAborted)).GroupBy(message => message.CallId).Select(call => Bulk([.. call], isAlone: false))
            .Where(bulk => filters.StateId is null || filters.StateId == bulk.StateId?.ToString(CultureInfo.InvariantCulture)).ToList();
        var (page, size) = ((int)Math.Clamp(asked.Page ?? 1, 1, int.MaxValue), (int)Math.Clamp(asked.Limit ?? 10, 1, 1000));
        var rows = sendings.Skip((page - 1) * size).Take(size).ToList();
        return IPPanelEnvelope.Page(new IPPanelBulks(rows), IPPanelJson.Wire.IPPanelBulks, IPPanelCalls.List, page, size, sendings.Count, rows.Count);
    }

    public async Task<IResult> ByBulkAsync(HttpContext http, FrontCaller caller)
    {
        if (http.Request.Query["messages_outbox_id"].ToString() is not { Length: > 0 } id) return IPPanelEnvelope.Invalid("messages_outbox_id");
        return await CallAsync(caller, id, http.RequestAborted) is { Count: > 0 } call
            ? IPPanelEnvelope.Ok(new IPPanelOneBulk(Bulk(call, isAlone: true)), IPPanelJson.Wire.IPPanelOneBulk)
            : IPPanelEnvelope.Refused(404, IPPanelCodes.Wrong, "پیام مورد نظر یافت نشد");
    }

    public async Task<IResult> RecipientsAsync(HttpContext http, FrontCaller caller)
    {
        var query = http.Request.Query;
        if (query["bulk_id"].ToString() is not { Length: > 0 } id) return IPPanelEnvelope.Invalid("bulk_id");
        var call = await CallAsync(caller, id, http.RequestAborted);
        var (page, size) = (Number(query["page"], 1), Number(query["per_page"], 10));
        var rows = call.OrderBy(message => message.Id).Skip((page - 1) * size).Take(size).Select(message => new IPPanelRecipient(
            message.To, message.Text, IsReadable: true, message.Parts.ToString(CultureInfo.InvariantCulture), Status(message))).ToList();
        return IPPanelEnvelope.Page(new IPPanelRecipients(rows), IPPanelJson.Wire.IPPanelRecipients, IPPanelCalls.Recipients, page, size, call.Count, rows.Count);
    }

    public async Task<IResult> StatsAsync(HttpContext http, FrontCaller caller)
    {
        if (http.Request.Query["bulk_id"].ToString() is not { Length: > 0 } id) return IPPanelEnvelope.Invalid("bulk_id");
        var call = await CallAsync(caller, id, http.RequestAborted);
        IPPanelCounts Count(params ReadOnlySpan<FrontState> states)
        {
            long fa = 0;
            foreach (var message in call) fa += states.Contains(message.State) ? 1 : 0;
            return new(new(0, 0), new(0, fa));
        }
        return IPPanelEnvelope.Ok(
            new IPPanelStatsAnswer(new(
                Count(FrontState.Blocked), Count(FrontState.Undelivered, FrontState.Failed, FrontState.Expired), Count(FrontState.Scheduled, FrontState.Queued), Count(FrontState.Sent), Count(FrontState.Delivered))),
            IPPanelJson.Wire.IPPanelStatsAnswer);
    }

    public async Task<IResult> InboxAsync(HttpContext http, FrontCaller caller)
    {
        var asked = await IPPanelFront.BodyAsync(http, IPPanelJson.Wire.IPPanelInboxQuestion) ?? new(null, null, null);
        long? after = asked.Filters?.FromId is { } from ? Id(from) : null;
        var came = (await backend.InboxAsync(caller, new() { AfterId = after, Most = MostRead }, http.RequestAborted)).OrderByDescending(message => message.Id).ToList();
        var (page, size) = ((int)Math.Clamp(asked.Page ?? 1, 1, int.MaxValue), (int)Math.Clamp(asked.PerPage ?? 10, 1, 1000));
        var rows = came.Skip((page - 1) * size).Take(size).Select(message => new IPPanelInboxRow(
            message.Id.ToString(CultureInfo.InvariantCulture), message.From, message.Line, message.Text, IPPanelTypes.Normal, IPPanelTime.Unix(message.At), message.WasRead ? "1" : "0")).ToList();
        return IPPanelEnvelope.Page(new IPPanelInboxPage(rows), IPPanelJson.Wire.IPPanelInboxPage, IPPanelCalls.Inbox, page, size, came.Count, rows.Count);
    }

    private async Task<IReadOnlyList<FrontMessage>> CallAsync(FrontCaller caller, string id, CancellationToken ct) => await backend.FindAsync(caller, new() { CallIds = [Id(id)], Most = MostRead }, ct);

    private static IPPanelBulk Bulk(IReadOnlyList<FrontMessage> call, bool isAlone)
    {
        var first = call[0];
        var state = State(call);
        var count = call.Count.ToString(CultureInfo.InvariantCulture);
        return new(
            "rasan", first.Line, first.CallId.ToString(CultureInfo.InvariantCulture), state is 6 ? "finish" : state is 7 ? "cancel" : "active", first.IsVoice ? "sendvoice" : "webservice",
            IPPanelTime.Unix(first.ScheduledAt ?? first.At), IPPanelTime.Unix(first.At), count, count, IPPanelCodes.Table.Text(IPPanelCodes.OfState(state), "fa"), "approve", first.Text,
            isAlone ? first.Parts.ToString(CultureInfo.InvariantCulture) : null, call.Sum(message => message.Cost), null, state);
    }

    /// <summary>A sending is over as soon as one of its messages has left; it fails as a whole only when none of them can.</summary>
    private static long State(IReadOnlyList<FrontMessage> call) => call switch
    {
        _ when call.All(message => message.Why is FrontRefusal.NoCredit && message.State is FrontState.Failed) => 8,
        _ when call.All(message => message.Why is FrontRefusal.BadNumber && message.State is FrontState.Failed) => 4,
        _ when call.All(message => message.State is FrontState.Failed) => 9,
        _ when call.All(message => message.State is FrontState.Cancelled) => 7,
        _ when call.All(message => message.State is FrontState.Scheduled or FrontState.Queued) => 5,
        _ => 6,
    };

    private static string Status(FrontMessage message) => message.State switch
    {
        FrontState.Delivered => "2",
        FrontState.Undelivered or FrontState.Failed or FrontState.Expired => "3",
        FrontState.Blocked => "4",
        FrontState.Sent => "1",
        _ => "0",
    };

    private static long Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;

    private static int Number(string? text, int usual) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : usual;
}
