using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Messages;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Api.Routing;

/// <summary>Any send body: that of /messages, of /notifications/send or of /notifications/otp/send, told apart by who it is for.</summary>
public sealed record ExplainRequest : SendMessagesRequest
{
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
            _ => ToOrder(request, catalog, _ => null, check, out rejected),
        };
        return order is null ? null : order with { DryRun = true };
    }

    private SendNotificationRequest Notification => new() { Intent = Intent, Recipient = Recipient, Payload = Payload, Options = Options };

    private SendOtpRequest Otp => new() { Phone = Phone, InternalTemplateKey = InternalTemplateKey, TenantId = TenantId, Params = Params, Options = Options };
}
