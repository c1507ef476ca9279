using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Intents;

namespace Rasan.Web.Api.Notifications;

/// <summary>How a notification is to be sent.</summary>
public sealed record SendOptions
{
    /// <summary>Why it is sent; <c>OTP_LOGIN</c> on /otp/send unless named.</summary>
    public string? Intent { get; set; }

    /// <summary><c>provider_templated</c> (default when <c>internal_template_key</c> is there) or <c>text</c>.</summary>
    public string? MessageKind { get; set; }

    /// <summary>The template to render with the payload.</summary>
    public string? InternalTemplateKey { get; set; }

    /// <summary>Sender number to use; accounts without it are passed over.</summary>
    public string? Line { get; set; }

    /// <summary>Language of the template's text: <c>fa</c>, <c>en</c> …</summary>
    public string? Language { get; set; }

    /// <summary>When to send: <c>Y-m-d H:i:s</c> in UTC or RFC 3339, at most a year ahead; the past means now.</summary>
    public string? ScheduledAt { get; set; }

    /// <summary><c>otp</c>, <c>normal</c> or <c>bulk</c>; may only lower what the intent has.</summary>
    public string? Priority { get; set; }

    /// <summary>Answer what would be done, and send nothing.</summary>
    public bool? DryRun { get; set; }

    internal static SendOptions None { get; } = new();

    internal string? CheckedLine(Check check) => check.Optional("options.line", Line, Check.LongestPhone);
    internal string? CheckedLanguage(Check check) => check.Optional("options.language", Language, Check.LongestLanguage);
    internal DateTimeOffset? CheckedTime(Check check) => check.Time("options.scheduled_at", ScheduledAt);
    internal Lane? CheckedPriority(Check check) => check.Priority("options.priority", Priority);
}

/// <summary>PHP writes an empty map as an empty list: <c>"options": []</c>.</summary>
internal sealed class SendOptionsConverter : JsonConverter<SendOptions>
{
    public override SendOptions? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.StartArray) return reader.Read() && reader.TokenType is JsonTokenType.EndArray ? null : throw new JsonException();
        try
        {
            return JsonSerializer.Deserialize(ref reader, ApiJson.Default.SendOptions);
        }
        catch (JsonException inside)
        {
            throw new JsonException(inside.Message, inside);   // without a path: the outer reader adds its own
        }
    }

    public override void Write(Utf8JsonWriter writer, SendOptions value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ApiJson.Default.SendOptions);
}
