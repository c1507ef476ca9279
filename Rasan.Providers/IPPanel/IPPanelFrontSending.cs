using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.IPPanel;

/// <summary>One call that sends or takes back.</summary>
internal sealed class IPPanelFrontSending(IFrontBackend backend, FrontCaller caller)
{
    private static readonly TimeSpan LatestCancel = TimeSpan.FromMinutes(5);

    public async Task<IResult> SendAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType) return await SendFileAsync(await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        return await (Type(body) switch
        {
            IPPanelTypes.Normal or IPPanelTypes.Webservice => SimpleAsync(body, isVoice: false, http.RequestAborted),
            IPPanelTypes.Votp => SimpleAsync(body, isVoice: true, http.RequestAborted),
            IPPanelTypes.PeerToPeer => PeersAsync(body, http.RequestAborted),
            IPPanelTypes.Pattern => PatternAsync(body, http.RequestAborted),
            _ => Task.FromResult(IPPanelEnvelope.Invalid("sending_type", "گزینه sending_type معتبر نیست")),   // of the vendor's own phonebooks and registers nothing stands behind this front
        });
    }

    public async Task<IResult> CancelAsync(HttpContext http)
    {
        if (await IPPanelFront.BodyAsync(http, IPPanelJson.Wire.IPPanelCancel) is not { MessageOutboxId: { } id }) return IPPanelEnvelope.Invalid("message_outbox_id");
        var waiting = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var call) ? await backend.FindAsync(caller, new() { CallIds = [call] }, http.RequestAborted) : [];
        if (waiting is []) return IPPanelEnvelope.Refused(404, IPPanelCodes.Wrong, "پیام مورد نظر یافت نشد");
        if (waiting.Any(message => message.State is not FrontState.Scheduled || message.ScheduledAt - backend.Now < LatestCancel)) return IPPanelEnvelope.Invalid("message_outbox_id", "امکان لغو این پیام وجود ندارد");
        await backend.CancelAsync(caller, [.. waiting.Select(message => message.Id)], http.RequestAborted);
        return IPPanelEnvelope.Ok(new IPPanelDone(), IPPanelJson.Wire.IPPanelDone);
    }

    private static string? Type(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty(IPPanelTypes.SendingTypeField, out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<IResult> SimpleAsync(string body, bool isVoice, CancellationToken ct)
    {
        if (Read(body, IPPanelJson.Wire.IPPanelSimple) is not { } order) return IPPanelEnvelope.Invalid("params");
        if (!isVoice && string.IsNullOrEmpty(order.FromNumber)) return IPPanelEnvelope.Invalid("from_number");
        if (string.IsNullOrEmpty(order.Message)) return IPPanelEnvelope.Invalid("message");
        if (isVoice && !order.Message.All(char.IsAsciiDigit)) return IPPanelEnvelope.Invalid("message", "پیام باید عددی باشد");
        if (isVoice && order.Params?.Recipients is not [_]) return IPPanelEnvelope.Invalid("params.recipients");
        if (Wrong(order.Params?.Recipients, "params.recipients") is { } wrong) return wrong;
        if (!TryReadTime(order.SendTime, out var at)) return IPPanelEnvelope.Invalid("send_time", "قالب send_time معتبر نیست");
        var deliveries = order.Params!.Recipients!.Distinct(StringComparer.Ordinal).Select(to => new FrontDelivery(to, order.Message, isVoice ? "+98votp" : order.FromNumber));
        return await TakeAsync(new([.. deliveries]) { ScheduledAt = at, IsVoice = isVoice }, "params.recipients", ct);
    }

    private async Task<IResult> PeersAsync(string body, CancellationToken ct)
    {
        if (Read(body, IPPanelJson.Wire.IPPanelPeerToPeer) is not { Params: { Count: > 0 } items } order) return IPPanelEnvelope.Invalid("params");
        if (string.IsNullOrEmpty(order.FromNumber)) return IPPanelEnvelope.Invalid("from_number");
        foreach (var (index, item) in items.Index())
        {
            if (string.IsNullOrEmpty(item.Message)) return IPPanelEnvelope.Invalid(string.Create(CultureInfo.InvariantCulture, $"params.{index}.message"));
            if (Wrong(item.Recipients, string.Create(CultureInfo.InvariantCulture, $"params.{index}.recipients")) is { } wrong) return wrong;
        }
        if (!TryReadTime(order.SendTime, out var at)) return IPPanelEnvelope.Invalid("send_time", "قالب send_time معتبر نیست");
        var deliveries = items.Index().SelectMany(item => item.Item.Recipients!.Distinct(StringComparer.Ordinal).Select(to => new FrontDelivery(to, item.Item.Message!, order.FromNumber) { Part = item.Index }));
        return await TakeAsync(new([.. deliveries]) { ScheduledAt = at }, "params.0.recipients", ct);
    }

    private async Task<IResult> PatternAsync(string body, CancellationToken ct)
    {
        if (Read(body, IPPanelJson.Wire.IPPanelByPattern) is not { } order) return IPPanelEnvelope.Invalid("params");
        if (string.IsNullOrEmpty(order.FromNumber)) return IPPanelEnvelope.Invalid("from_number");
        if (string.IsNullOrEmpty(order.Code)) return IPPanelEnvelope.Invalid("code");
        if (order.Recipients is not [var to]) return IPPanelEnvelope.Invalid("recipients", "فقط یک گیرنده مجاز است");
        if (Wrong(order.Recipients, "recipients") is { } wrong) return wrong;
        if (!TryReadTime(order.SendTime, out var at)) return IPPanelEnvelope.Invalid("send_time", "قالب send_time معتبر نیست");
        if (await backend.TemplateAsync(caller, order.Code, ct) is not { IsApproved: true } template) return IPPanelEnvelope.Refused(FrontRefusal.TemplateMissing, "recipients");
        var values = order.Params ?? [];
        if (template.Slots.FirstOrDefault(slot => !values.ContainsKey(slot)) is { } missing) return IPPanelEnvelope.Invalid($"params.{missing}");
        var text = values.Aggregate(template.Text, (filled, value) => filled.Replace($"%{value.Key}%", value.Value, StringComparison.Ordinal));
        return await TakeAsync(new([new(to, text, order.FromNumber)]) { ScheduledAt = at, Template = new(order.Code, values) }, "recipients", ct);
    }

    /// <summary>Numbers, or numbers and texts, in a CSV file. Spreadsheets are not read here.</summary>
    private async Task<IResult> SendFileAsync(IFormCollection form, CancellationToken ct)
    {
        var (type, line, text) = (form[IPPanelTypes.SendingTypeField].ToString(), form[IPPanelTypes.FromNumberField].ToString(), form[IPPanelTypes.MessageField].ToString());
        if (type is not (IPPanelTypes.File or IPPanelTypes.PeerToPeerFile)) return IPPanelEnvelope.Invalid("sending_type", "گزینه sending_type معتبر نیست");
        if (line.Length == 0) return IPPanelEnvelope.Invalid("from_number");
        if (form.Files is not [var file, ..]) return IPPanelEnvelope.Invalid("files");
        if (type == IPPanelTypes.File && text.Length == 0) return IPPanelEnvelope.Invalid("message");
        if (!TryReadTime(form[IPPanelTypes.SendTimeField], out var at)) return IPPanelEnvelope.Invalid("send_time", "قالب send_time معتبر نیست");

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var rows = (await reader.ReadToEndAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => row.Split(',', 2, StringSplitOptions.TrimEntries)).ToList();
        List<FrontDelivery> deliveries = [];
        foreach (var row in rows)
        {
            if (!Recipient.TryParse(row[0], out var to)) return IPPanelEnvelope.Invalid("files", "شماره گیرنده معتبر نیست");
            if (type == IPPanelTypes.PeerToPeerFile && row is not [_, { Length: > 0 }]) return IPPanelEnvelope.Invalid("files");
            deliveries.Add(new(to.E164, type == IPPanelTypes.File ? text : row[1].Trim('"'), line));
        }
        foreach (var other in form[IPPanelTypes.OthersField])
        {
            if (Wrong([other ?? ""], "other_recipients") is { } wrong) return wrong;
            deliveries.Add(new(other!, text, line));
        }
        if (deliveries is []) return IPPanelEnvelope.Invalid("files");
        return await TakeAsync(new(type == IPPanelTypes.File ? deliveries : [.. deliveries.Index().Select(one => one.Item with { Part = one.Index })]) { ScheduledAt = at }, "files", ct);
    }

    private async Task<IResult> TakeAsync(FrontOrder order, string recipients, CancellationToken ct)
    {
        switch (await backend.SendAsync(caller, order, ct))
        {
            case FrontSending.Taken(_, var messages):
                string[] ids = [.. messages.Select(message => message.CallId).Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture))];
                return backend.Has(FrontVariants.IdText)
                    ? IPPanelEnvelope.Ok(new IPPanelTextSent(new(ids)), IPPanelJson.Wire.IPPanelTextSent)
                    : IPPanelEnvelope.Ok(new IPPanelSent(new(ids)), IPPanelJson.Wire.IPPanelSent);
            case FrontSending.Refused(var why, _):
                return IPPanelEnvelope.Refused(why, recipients);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Numbers are E.164 and nothing else.</summary>
    private static IResult? Wrong(IReadOnlyList<string>? recipients, string field)
    {
        if (recipients is not { Count: > 0 }) return IPPanelEnvelope.Invalid(field);
        foreach (var (index, number) in recipients.Index())
        {
            if (!Recipient.TryParse(number, out var read) || read.E164 != number) return IPPanelEnvelope.Invalid(string.Create(CultureInfo.InvariantCulture, $"{field}.{index}"), "شماره گیرنده معتبر نیست");
        }
        return null;
    }

    private static bool TryReadTime(string? text, out DateTimeOffset? at)
    {
        at = IPPanelTime.Read(text);
        return at is not null || string.IsNullOrEmpty(text);
    }

    private static T? Read<T>(string body, JsonTypeInfo<T> type) where T : class => LooseJson.Read(body, type);
}
