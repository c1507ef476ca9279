using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rasan.Core.Messages;

namespace Rasan.Core.Logs;

/// <summary>
/// A body as the API log may keep it: the shape whole, numbers of people shortened, and of the values only those that
/// are words of Rasan. What is not known to be harmless is masked, so that a new field can't leak.
/// </summary>
internal sealed class ApiLogMask : IDisposable
{
    private const string Masked = "***";
    private const int LongestWord = 120;

    private static readonly FrozenSet<string> Shown = new[]
    {
        "intent", "internal_template_key", "template", "tenant_id", "client_id", "channel", "language", "priority", "message_kind", "dry_run",
        "scheduled_at", "line", "status", "tracking_id", "type", "trace_id", "segments", "created_at", "updated_at", "state_at", "delivered_at",
        "delivery_status", "account", "provider", "outcome", "started_at", "finished_at", "kind", "resend_of", "may_arrive_twice",
        "next", "searched_until", "amount", "currency", "count", "ids", "unknown", "scopes", "expires_at", "user_id",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Objects and arrays of Rasan's own; in any other, a template's variables say, nothing is shown whatever it is called.</summary>
    private static readonly FrozenSet<string> Open = new[]
    {
        "options", "recipient", "channel_results", "sms", "email", "push", "attempts", "reports", "messages", "rejected", "items", "ids", "unknown", "scopes", "to",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Numbers = new[] { "phone", "to", "recipient" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly Utf8JsonWriter _writer;

    public ApiLogMask() =>
        _writer = new(_output, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });   // never lands in HTML unescaped

    /// <summary>What stands for a body that is too long to be kept.</summary>
    public static string Size(int bytes) => string.Create(CultureInfo.InvariantCulture, $"({bytes} bytes)");

    /// <returns>Null for no body.</returns>
    public string? Mask(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return null;
        _output.ResetWrittenCount();
        _writer.Reset();
        try
        {
            Copy(new Utf8JsonReader(body));
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"({body.Length} bytes that are not JSON)");
        }
        _writer.Flush();
        return Encoding.UTF8.GetString(_output.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();

    private void Copy(Utf8JsonReader reader)
    {
        string? name = null;
        var closedAt = int.MaxValue;   // the depth of the object that is not ours and that we are in
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (closedAt == int.MaxValue && name is not null && !Open.Contains(name)) closedAt = reader.CurrentDepth;
                    Begin(reader.TokenType);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (closedAt == reader.CurrentDepth) closedAt = int.MaxValue;
                    name = null;   // what follows in an array is the array's
                    End(reader.TokenType);
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    _writer.WritePropertyName(IsWord(name) ? name : Masked);
                    break;
                case JsonTokenType.Null:
                    _writer.WriteNullValue();
                    break;
                case var _ when closedAt == int.MaxValue && name is not null:
                    WriteValue(name, ref reader);
                    break;
                default:
                    _writer.WriteStringValue(Masked);
                    break;
            }
        }
    }

    private void Begin(JsonTokenType token)
    {
        if (token is JsonTokenType.StartObject) _writer.WriteStartObject();
        else _writer.WriteStartArray();
    }

    private void End(JsonTokenType token)
    {
        if (token is JsonTokenType.EndObject) _writer.WriteEndObject();
        else _writer.WriteEndArray();
    }

    private void WriteValue(string name, ref Utf8JsonReader reader)
    {
        var shown = Shown.Contains(name);
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) _writer.WriteBooleanValue(reader.TokenType is JsonTokenType.True);
        else if (shown && reader.TokenType is JsonTokenType.Number) _writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        else if (reader.TokenType is not JsonTokenType.String) _writer.WriteStringValue(Masked);
        else if (shown) _writer.WriteStringValue(reader.GetString() is { Length: <= LongestWord } text && IsWord(text) ? text : Masked);
        else _writer.WriteStringValue(Numbers.Contains(name) && Recipient.TryParse(reader.GetString(), out var number) ? number.ToString() : Masked);
    }

    /// <summary>A key, a state, an id, a time: no sentence has this form.</summary>
    private static bool IsWord(string text)
    {
        foreach (var c in text)
        {
            var belongs = char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '+' or '[' or ']' || (c == ' ' && char.IsAsciiDigit(text[0]));
            if (!belongs) return false;
        }
        return true;
    }
}
