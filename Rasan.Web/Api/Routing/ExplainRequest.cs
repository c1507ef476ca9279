using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Messages;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Api.Routing;

/// <summary>Any send body: that of /messages, of /notifications/send or of /notifications/otp/send, told apart by who it is for.</summary>
public sealed record ExplainRequest
{
    /// <summary>As in /messages: a number or <c>user:ID</c>, or up to 1,000 of them.</summary>
    [JsonConverter(typeof(OneOrManyConverter))]
    public IReadOnlyList<string>? To { get; set; }

    /// <summary>As in /messages: the text; or name a template.</summary>
    public string? Text { get; set; }

    /// <summary>As in /messages: key of the template.</summary>
    public string? Template { get; set; }

    /// <summary>The template's variables: an object by name, or an array in order of appearance.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public JsonElement? Params { get; set; }

    /// <summary>Tenant of the service; the default one unless named.</summary>
    public string? TenantId { get; set; }

    /// <summary>Why it is sent.</summary>
    public string? Intent { get; set; }

    /// <summary><c>sms</c>.</summary>
    public string? Channel { get; set; }

    /// <summary>Sender number to use; accounts without it are passed over.</summary>
    public string? Line { get; set; }

    /// <summary>Language of the template's text.</summary>
    public string? Language { get; set; }

    /// <summary>When to send, at most a year ahead; the past means now.</summary>
    public string? ScheduledAt { get; set; }

    /// <summary>As in /notifications/otp/send.</summary>
    public string? Phone { get; set; }

    /// <summary>As in /notifications/otp/send.</summary>
    public string? InternalTemplateKey { get; set; }

    /// <summary>As in /notifications/send.</summary>
    public NotificationRecipient? Recipient { get; set; }

    /// <summary>As in /notifications/send.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public JsonElement? Payload { get; set; }

    /// <summary>As in the two endpoints of /notifications.</summary>
    [JsonConverter(typeof(SendOptionsConverter))]
    public SendOptions? Options { get; set; }

    internal SendOrder? ToOrder(ApiRequest request, Catalog catalog, Check check, out IReadOnlyList<RejectedView> rejected)
    {
        rejected = [];
        var order = this switch
        {
            { Recipient: not null } => Notification.ToOrder(request, catalog, guard: null, check),
            { Phone: not null } or { InternalTemplateKey: not null } => Otp.ToOrder(request, guard: null, check),
            _ => Messages.ToOrder(request, catalog, _ => null, check, out rejected),
        };
        return order is null ? null : order with { DryRun = true };
    }

    private SendNotificationRequest Notification => new() { Intent = Intent, Recipient = Recipient, Payload = Payload, Options = Options };

    private SendOtpRequest Otp => new() { Phone = Phone, InternalTemplateKey = InternalTemplateKey, TenantId = TenantId, Params = Params, Options = Options };

    private SendMessagesRequest Messages => new()
    {
        To = To, Text = Text, Template = Template, Params = Params, TenantId = TenantId, Intent = Intent, Channel = Channel, Line = Line, Language = Language, ScheduledAt = ScheduledAt,
    };
}
