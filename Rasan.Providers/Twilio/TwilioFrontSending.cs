using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Twilio;

/// <summary>One call that creates a message.</summary>
internal sealed class TwilioFrontSending(IFrontBackend backend, FrontCaller caller)
{
    private static readonly TimeSpan Nearest = TimeSpan.FromMinutes(15), Farthest = TimeSpan.FromDays(35);

    public async Task<IResult> SendAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string Field(string name) => form[name].ToString();
        var (to, line) = (Field(TwilioFields.To), Field(TwilioFields.MessagingServiceSid) is { Length: > 0 } service ? service : Field(TwilioFields.From));
        if (to.Length == 0) return TwilioFrontWords.Error(400, TwilioCodes.NoTo, "A 'To' phone number is required.");
        if (!to.StartsWith('+') || !Recipient.TryParse(to, out var recipient)) return TwilioFrontWords.Error(400, TwilioCodes.BadTo, $"Invalid 'To' Phone Number: {to}");
        if (line.Length == 0) return TwilioFrontWords.Error(400, TwilioCodes.NoFrom, "A 'From' phone number is required.");

        var (text, template) = await TextAsync(Field(TwilioFields.Body), Field(TwilioFields.ContentSid), Field(TwilioFields.ContentVariables), http.RequestAborted);
        if (text is null) return TwilioFrontWords.Refused(FrontRefusal.TemplateMissing, to);
        if (text.Length == 0) return TwilioFrontWords.Error(400, TwilioCodes.NoBody, "Message body is required.");
        if (text.Length > TwilioWords.LongestBody) return TwilioFrontWords.Error(400, TwilioCodes.TooLong, "The concatenated message body exceeds the 1600 character limit");

        if (!TryReadTime(line, Field(TwilioFields.ScheduleType), Field(TwilioFields.SendAt), out var scheduledAt)) return TwilioFrontWords.Error(400, TwilioCodes.BadSendAt, "SendAt is out of range");
        var order = new FrontOrder([new(recipient.E164, text, line)])
        {
            Template = template,
            ScheduledAt = scheduledAt,
            ReportsTo = Uri.TryCreate(Field(TwilioFields.StatusCallback), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null,
            Validity = int.TryParse(Field(TwilioFields.ValidityPeriod), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null,
        };
        return await backend.SendAsync(caller, order, http.RequestAborted) switch
        {
            FrontSending.Taken(_, [var message, ..]) => Results.Json(TwilioFrontWords.Message(caller, message), TwilioJson.Wire.TwilioMessage, statusCode: 201),
            FrontSending.Refused(var why, _) => TwilioWords.IsService(line) && why is FrontRefusal.LineNotOwned
                ? TwilioFrontWords.Error(400, TwilioCodes.BadService, "The Messaging Service Sid is invalid")
                : TwilioFrontWords.Refused(why, to),
            _ => TwilioFrontWords.Error(500, TwilioCodes.Internal, "Internal error"),
        };
    }

    /// <returns>No text: there is no such template.</returns>
    private async Task<(string? Text, FrontTemplateUse? Use)> TextAsync(string body, string content, string variables, CancellationToken ct)
    {
        if (content.Length == 0) return (body, null);
        if (await backend.TemplateAsync(caller, content, ct) is not { IsApproved: true } template) return (null, null);
        var values = Values(variables);
        var text = values.Aggregate(template.Text, (filled, value) => filled.Replace($"{{{{{value.Key}}}}}", value.Value, StringComparison.Ordinal));
        return (text, new(content, values));
    }

    private static Dictionary<string, string> Values(string json) =>
        json.Length == 0 ? [] : LooseJson.Read<Dictionary<string, string>>(json, TwilioJson.Wire.DictionaryStringString) ?? [];

    /// <summary>As Twilio does: without a Messaging Service the time is dropped and nobody is told.</summary>
    private bool TryReadTime(string line, string type, string sendAt, out DateTimeOffset? at)
    {
        at = null;
        if (!TwilioWords.IsService(line) || type != TwilioWords.Fixed) return true;
        if (!DateTimeOffset.TryParse(sendAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return false;
        at = time;
        return time - backend.Now >= Nearest && time - backend.Now <= Farthest;
    }
}
