using Microsoft.AspNetCore.Http;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>The front's sends by template, values by name or by place, and what a template asks for.</summary>
internal static class GhasedakFrontOtp
{
    public static async Task<IResult> SendAsync(GhasedakExchange exchange)
    {
        if (await exchange.ReadAsync(GhasedakJson.Wire.GhasedakOtp) is not { } asked || !GhasedakExchange.IsTime(asked.SendDate, out var at)) return exchange.Refused(400);
        var values = (asked.Inputs ?? []).Where(input => input.Param is not null).GroupBy(input => input.Param!, StringComparer.Ordinal).ToDictionary(input => input.Key, input => input.First().Value ?? "", StringComparer.Ordinal);
        return await SendAsync(exchange, asked.Receptors, asked.TemplateName, _ => values, asked.IsVoice ?? false, at);
    }

    public static async Task<IResult> SendWithParamsAsync(GhasedakExchange exchange)
    {
        if (await exchange.ReadAsync(GhasedakJson.Wire.GhasedakOtpWithParams) is not { } asked || !GhasedakExchange.IsTime(asked.SendDate, out var at)) return exchange.Refused(400);
        string?[] values = [asked.Param1, asked.Param2, asked.Param3, asked.Param4, asked.Param5, asked.Param6, asked.Param7, asked.Param8, asked.Param9, asked.Param10];
        return await SendAsync(exchange, asked.Receptors, asked.TemplateName, template => ByPlace(template, values), asked.IsVoice ?? false, at);
    }

    public static async Task<IResult> ParametersAsync(GhasedakExchange exchange) =>
        exchange.Asked("TemplateName") is not { } name ? exchange.Refused(400)
        : await exchange.Backend.TemplateAsync(exchange.Caller, name, exchange.Ended) is not { } template ? exchange.Refused(404)
        : GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, new(template.Slots, template.Text)), exchange.Json.GhasedakParametersAnswer);

    public static Dictionary<string, string> ByPlace(FrontTemplate template, IReadOnlyList<string?> values) =>
        template.Slots.Zip(values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);

    /// <summary>Null: a value is missing.</summary>
    public static string? Fill(FrontTemplate template, Dictionary<string, string> values) =>
        template.Slots.All(slot => values.GetValueOrDefault(slot) is { Length: > 0 })
            ? template.Slots.Aggregate(template.Text, (text, slot) => text.Replace($"%{slot}%", values[slot], StringComparison.Ordinal))
            : null;

    private static async Task<IResult> SendAsync(
        GhasedakExchange exchange, IReadOnlyList<GhasedakOtpReceptor>? receptors, string? name, Func<FrontTemplate, Dictionary<string, string>> values, bool isVoice, DateTimeOffset? at)
    {
        if (receptors is not { Count: > 0 } || string.IsNullOrEmpty(name)) return exchange.Refused(400);
        if (await exchange.Backend.TemplateAsync(exchange.Caller, name, exchange.Ended) is not { IsApproved: true } template) return exchange.Refused(404);
        var filled = values(template);
        if (Fill(template, filled) is not { } text) return exchange.Refused(400);
        List<FrontDelivery> deliveries = [];
        foreach (var receptor in receptors)
        {
            if (GhasedakFrontSending.Check(receptor.Mobile, text, out var to) is { } code) return exchange.Refused(code);
            deliveries.Add(new(to, text, Line: null, receptor.ClientReferenceId));
        }
        var order = new FrontOrder(deliveries) { ScheduledAt = at, IsVoice = isVoice, Template = new(name, filled) };
        return await exchange.Backend.SendAsync(exchange.Caller, order, exchange.Ended) switch
        {
            FrontSending.Taken(_, var messages) => GhasedakExchange.Answer(
                new(true, 200, GhasedakExchange.Done, new([.. messages.Select(Row)], (long)messages.Sum(message => message.Cost))), exchange.Json.GhasedakItemsAnswer),
            FrontSending.Refused(var why, _) => exchange.Refused(why),
            _ => exchange.Refused(500),
        };
    }

    private static GhasedakSent Row(FrontMessage message) => GhasedakFrontSending.Row(message) with { Message = null, MessageBody = message.Text };
}
