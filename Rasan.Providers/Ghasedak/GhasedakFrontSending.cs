using Microsoft.AspNetCore.Http;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>The front's sends of texts.</summary>
internal static class GhasedakFrontSending
{
    public static async Task<IResult> SingleAsync(GhasedakExchange exchange)
    {
        if (await exchange.ReadAsync(GhasedakJson.Wire.GhasedakSingle) is not { } asked || !GhasedakExchange.IsTime(asked.SendDate, out var at)) return exchange.Refused(400);
        if (Check(asked.Receptor, asked.Message, out var to) is { } code) return exchange.Refused(code);
        var order = new FrontOrder([new(to, asked.Message!, GhasedakExchange.Line(asked.LineNumber), asked.ClientReferenceId)]) { ScheduledAt = at };
        return await exchange.Backend.SendAsync(exchange.Caller, order, exchange.Ended) switch
        {
            FrontSending.Taken(_, [var message, ..]) => GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, Row(message)), exchange.Json.GhasedakSingleAnswer),
            FrontSending.Refused(var why, _) => exchange.Refused(why),
            _ => exchange.Refused(500),
        };
    }

    public static async Task<IResult> BulkAsync(GhasedakExchange exchange)
    {
        if (await exchange.ReadAsync(GhasedakJson.Wire.GhasedakBulk) is not { Receptors.Count: > 0 } asked || !GhasedakExchange.IsTime(asked.SendDate, out var at)) return exchange.Refused(400);
        List<FrontDelivery> deliveries = [];
        foreach (var receptor in asked.Receptors)
        {
            if (Check(receptor, asked.Message, out var to) is { } code) return exchange.Refused(code);
            deliveries.Add(new(to, asked.Message!, GhasedakExchange.Line(asked.LineNumber), asked.ClientReferenceId));
        }
        var order = new FrontOrder(deliveries) { ScheduledAt = at, IsVoice = asked.IsVoice ?? false };
        return await exchange.Backend.SendAsync(exchange.Caller, order, exchange.Ended) switch
        {
            FrontSending.Taken(_, [var first, ..] messages) => GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, Bulk(asked, first, messages)), exchange.Json.GhasedakBulkAnswer),
            FrontSending.Refused(var why, _) => exchange.Refused(why),
            _ => exchange.Refused(500),
        };
    }

    public static async Task<IResult> PairsAsync(GhasedakExchange exchange)
    {
        if (await exchange.ReadAsync(GhasedakJson.Wire.GhasedakPairs) is not { Items: { Count: > 0 } items }) return exchange.Refused(400);
        List<FrontDelivery> deliveries = [];
        foreach (var item in items)
        {
            if (string.IsNullOrEmpty(item.LineNumber) || !GhasedakExchange.IsTime(item.SendDate, out _)) return exchange.Refused(400);
            if (Check(item.Receptor, item.Message, out var to) is { } code) return exchange.Refused(code);
            deliveries.Add(new(to, item.Message!, GhasedakExchange.Line(item.LineNumber), item.ClientReferenceId));
        }
        var order = new FrontOrder(deliveries) { ScheduledAt = GhasedakTime.Read(items[0].SendDate) };
        return await exchange.Backend.SendAsync(exchange.Caller, order, exchange.Ended) switch
        {
            FrontSending.Taken(_, var messages) => GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, new([.. messages.Select(Row)])), exchange.Json.GhasedakItemsAnswer),
            FrontSending.Refused(var why, _) => exchange.Refused(why),
            _ => exchange.Refused(500),
        };
    }

    public static GhasedakSent Row(FrontMessage message) => new(
        GhasedakExchange.National(message.To), message.Line, (long)message.Cost, GhasedakExchange.Id(message), message.OwnId, message.Text, GhasedakTime.Told(message.ScheduledAt ?? message.At));

    /// <returns>The code of the refusal; null: it can be sent.</returns>
    public static int? Check(string? receptor, string? text, out string to)
    {
        to = GhasedakExchange.Receptor(receptor) ?? "";
        return to.Length == 0 ? 411 : string.IsNullOrWhiteSpace(text) ? 413 : null;
    }

    private static GhasedakBulkSent Bulk(GhasedakBulk asked, FrontMessage first, IReadOnlyList<FrontMessage> messages) => new(
        (long)messages.Sum(message => message.Cost), first.Line, asked.ClientReferenceId,
        [.. messages.Select(message => new GhasedakBulkRow(GhasedakExchange.National(message.To), GhasedakExchange.Id(message)))], asked.Message, GhasedakTime.Told(first.ScheduledAt ?? first.At));
}
