using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Messages;

/// <summary>One text, or one template, to one or many.</summary>
public record SendMessagesRequest
{
    private const int MostRecipients = 1000;

    /// <summary>A number or <c>user:ID</c>, or up to 1,000 of them.</summary>
    [JsonConverter(typeof(OneOrManyConverter))]
    public IReadOnlyList<string>? To { get; set; }

    /// <summary>The text; or name a template.</summary>
    public string? Text { get; set; }

    /// <summary>Key of the template.</summary>
    public string? Template { get; set; }

    /// <summary>The template's variables: an object by name, or an array in order of appearance.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public JsonElement? Params { get; set; }

    /// <summary>Tenant of the service; the default one unless named.</summary>
    public string? TenantId { get; set; }

    /// <summary>Why it is sent; <c>MESSAGE</c> unless named.</summary>
    public string? Intent { get; set; }

    /// <summary><c>sms</c> or <c>voice</c>; left out: the first of the intent's order that the service may use.</summary>
    public string? Channel { get; set; }

    /// <summary>Sender number to use; accounts without it are passed over.</summary>
    public string? Line { get; set; }

    /// <summary>Language of the template's text.</summary>
    public string? Language { get; set; }

    /// <summary>When to send, at most a year ahead; the past means now.</summary>
    public string? ScheduledAt { get; set; }

    /// <summary>Your own word for it, to search by; at most 200 characters.</summary>
    public string? Reference { get; set; }

    /// <summary>At most 20 of at most 50 characters.</summary>
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Answer what would be done, and send nothing.</summary>
    public bool? DryRun { get; set; }

    internal SendOrder? ToOrder(ApiRequest request, Catalog catalog, Func<IReadOnlyList<RejectedView>, IdempotencyGuard<SendReceipt>?> guard, Check check, out IReadOnlyList<RejectedView> rejected)
    {
        check.Content("text", Text, "template", Template);
        var to = FindRecipients(catalog, request.Caller.Service.Id, check, out rejected);
        var order = new SendOrder
        {
            Caller = request.Caller,
            To = to,
            Text = Text,
            TemplateKey = check.Optional("template", Template, Check.LongestKey),
            Variables = Params,
            TenantKey = check.Optional("tenant_id", TenantId, Check.LongestKey),
            Intent = check.Optional("intent", Intent, Check.LongestKey) ?? "MESSAGE",
            Channel = check.Channel("channel", Channel),
            Line = check.Optional("line", Line, Check.LongestPhone),
            Language = check.Optional("language", Language, Check.LongestLanguage),
            ScheduledAt = check.Time("scheduled_at", ScheduledAt),
            Reference = check.Optional("reference", Reference, Check.LongestReference),
            Tags = check.Tags("tags", Tags),
            DryRun = DryRun is true,
            Idempotency = guard(rejected),
        };
        return check.Faults is null ? order : null;
    }

    private List<Recipient> FindRecipients(Catalog catalog, long service, Check check, out IReadOnlyList<RejectedView> rejected)
    {
        rejected = [];
        if (To is null or []) check.Add("to", "required");
        if (To?.Count > MostRecipients) check.Add("to", "too_many", MostRecipients.ToString(CultureInfo.InvariantCulture));
        if (To is null || check.Faults is not null) return [];

        var found = new List<Recipient>(To.Count);
        var refused = new List<RejectedView>();
        foreach (var text in To)
        {
            if (Addressee.Find(text, catalog, service, out var to) is { } code) refused.Add(new(text, code));
            else found.Add(to);
        }
        if (found.Count == 0) RefuseAll(refused, check);
        rejected = refused;
        return found;
    }

    private static void RefuseAll(List<RejectedView> refused, Check check)
    {
        for (var i = 0; i < refused.Count; i++)
            check.Add(refused.Count == 1 ? "to" : string.Create(CultureInfo.InvariantCulture, $"to[{i}]"), refused[i].Code, refused[i].To);
    }
}

/// <summary>One text, or a list of them.</summary>
internal sealed class OneOrManyConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return [reader.GetString()!];
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException();
        var all = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            all.Add(reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException());
        return all;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var one in value) writer.WriteStringValue(one);
        writer.WriteEndArray();
    }
}
