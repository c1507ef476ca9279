using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Notifications;

/// <summary>One message to one person, on the first channel of the intent that reaches them.</summary>
public sealed record SendNotificationRequest
{
    private const string Templated = "provider_templated", PlainText = "text";

    /// <summary>Why it is sent; decides kind, lane, lifetime and route. At most 120 characters.</summary>
    public string? Intent { get; set; }

    /// <summary>Whom it is for.</summary>
    public NotificationRecipient? Recipient { get; set; }

    /// <summary>The template's variables, or for <c>message_kind: text</c> an object with <c>text</c>.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public JsonElement? Payload { get; set; }

    /// <summary>How it is sent; everything in it may be left out.</summary>
    [JsonConverter(typeof(SendOptionsConverter))]
    public SendOptions? Options { get; set; }

    internal SendOrder? ToOrder(ApiRequest request, Catalog catalog, IdempotencyGuard<SendReceipt>? guard, Check check)
    {
        var options = Options ?? SendOptions.None;
        var (template, text) = Content(options, check);
        if (Recipient is null) check.Add("recipient", "required");
        var order = new SendOrder
        {
            Caller = request.Caller,
            Intent = check.Required("intent", Intent, Check.LongestKey),
            To = Recipient?.Find(request.Caller, catalog, check) ?? [],
            OtherChannels = Recipient?.OtherChannels,
            TenantKey = check.Optional("recipient.tenant_id", Recipient?.TenantId, Check.LongestKey),
            Text = text,
            TemplateKey = template,
            TemplateField = "options.internal_template_key",
            Variables = template is null ? null : Payload,
            VariablesField = "payload",
            TenantField = "recipient.tenant_id",
            LineField = "options.line",
            Line = options.CheckedLine(check),
            Language = options.CheckedLanguage(check),
            ScheduledAt = options.CheckedTime(check),
            Priority = options.CheckedPriority(check),
            DryRun = options.DryRun is true,
            Idempotency = guard,
        };
        return check.Faults is null ? order : null;
    }

    private (string? Template, string? Text) Content(SendOptions options, Check check)
    {
        var template = check.Optional("options.internal_template_key", options.InternalTemplateKey, Check.LongestKey);
        switch (options.MessageKind ?? (template is null ? PlainText : Templated))
        {
            case Templated:
                if (template is null) check.Add("options.internal_template_key", "required");
                return (template, null);
            case PlainText:
                var text = Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("text", out var value) ? TextOf(value, check) : null;
                check.Content("payload.text", text, "options.internal_template_key", template);
                return (null, text);
            case var unknown:
                check.Add("options.message_kind", "unknown_message_kind", unknown);
                return default;
        }
    }

    private static string? TextOf(JsonElement value, Check check)
    {
        if (value.ValueKind is JsonValueKind.Null) return null;
        if (value.ValueKind is JsonValueKind.String && value.TryReadText() is { } text) return text;
        check.Add("payload.text", "wrong_type");
        return "?";   // stands for the text that is there and can't be read
    }
}

/// <summary>Addresses of one person; at least one that a channel of the service can reach.</summary>
public sealed record NotificationRecipient
{
    private const int LongestEmail = 254;

    /// <summary>The number in any usual form, at most 32 characters.</summary>
    public string? Phone { get; set; }

    /// <summary>An e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Push tokens of devices.</summary>
    public IReadOnlyList<string>? DeviceTokens { get; set; }

    /// <summary>A user who belongs to the service.</summary>
    public long? UserId { get; set; }

    /// <summary>Tenant of the service; the default one unless named. At most 120 characters.</summary>
    public string? TenantId { get; set; }

    /// <summary>Addressed, and not served by any channel today.</summary>
    [JsonIgnore]
    internal string? OtherChannels => (string.IsNullOrWhiteSpace(Email), DeviceTokens is null or []) switch
    {
        (false, false) => $"{ChannelKeys.Email},{ChannelKeys.Push}",
        (false, true) => ChannelKeys.Email,
        (true, false) => ChannelKeys.Push,
        _ => null,
    };

    internal IReadOnlyList<Recipient> Find(Caller caller, Catalog catalog, Check check)
    {
        if (!string.IsNullOrWhiteSpace(Email) && !LooksLikeEmail(Email)) check.Add("recipient.email", "bad_email", Email);
        Recipient ofUser = default;
        if (UserId is { } id && Addressee.FindUser(id, catalog, caller.Service.Id, out ofUser) is Addressee.UnknownUser)
            check.Add("recipient.user_id", Addressee.UnknownUser, id.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrWhiteSpace(Phone)) return [check.Phone("recipient.phone", Phone)];
        return ofUser == default ? [] : [ofUser];
    }

    private static bool LooksLikeEmail(string text) =>
        text.Length <= LongestEmail && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.AsSpan().ContainsAny(" \t\r\n");
}

internal static class JsonText
{
    extension(JsonElement value)
    {
        /// <summary>Null: good JSON, but half a surrogate pair, and so no text.</summary>
        public string? TryReadText()
        {
            try
            {
                return value.GetString();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }
}
