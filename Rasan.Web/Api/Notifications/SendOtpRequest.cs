using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Messages;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Notifications;

/// <summary>One code to one number.</summary>
// setters, not init: source-generated JSON reads them without an array of constructor arguments
public sealed record SendOtpRequest
{
    private const string DefaultIntent = "OTP_LOGIN";

    /// <summary>The recipient in any usual form, at most 32 characters.</summary>
    public string? Phone { get; set; }

    /// <summary>Key of the template, at most 120 characters.</summary>
    public string? InternalTemplateKey { get; set; }

    /// <summary>Tenant of the service; the default one unless named. At most 120 characters.</summary>
    public string? TenantId { get; set; }

    /// <summary>The template's variables: an object by name, or an array in order of appearance.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public JsonElement? Params { get; set; }

    /// <summary>How it is sent; everything in it may be left out.</summary>
    [JsonConverter(typeof(SendOptionsConverter))]
    public SendOptions? Options { get; set; }

    internal SendOrder? ToOrder(ApiRequest request, IdempotencyGuard<SendReceipt>? guard, Check check)
    {
        var options = Options ?? SendOptions.None;
        var order = new SendOrder
        {
            Caller = request.Caller,
            To = [check.Phone("phone", Phone)],
            TemplateKey = check.Required("internal_template_key", InternalTemplateKey, Check.LongestKey),
            TemplateField = "internal_template_key",
            VariablesField = "params",
            LineField = "options.line",
            Variables = Params,
            TenantKey = check.Optional("tenant_id", TenantId, Check.LongestKey),
            Intent = check.Optional("options.intent", options.Intent, Check.LongestKey) ?? DefaultIntent,
            OtpDoor = true,
            Line = options.CheckedLine(check),
            Language = options.CheckedLanguage(check),
            ScheduledAt = options.CheckedTime(check),
            Priority = options.CheckedPriority(check),
            DryRun = options.DryRun is true,
            Idempotency = guard,
        };
        return check.Faults is null ? order : null;
    }
}
