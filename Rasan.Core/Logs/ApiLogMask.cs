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
    private const int LongestWord = 120, ShortestNumber = 8, LongestNumber = 20;
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789+-.");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Shown = Words(
        "intent", "internal_template_key", "template", "tenant_id", "client_id", "channel", "language", "priority", "message_kind", "dry_run",
        "scheduled_at", "line", "status", "tracking_id", "type", "trace_id", "segments", "created_at", "updated_at", "state_at", "delivered_at",
        "delivery_status", "account", "provider", "outcome", "started_at", "finished_at", "kind", "resend_of", "may_arrive_twice",
        "next", "searched_until", "amount", "currency", "count", "ids", "unknown", "scopes", "expires_at", "user_id");

    /// <summary>Objects and arrays of Rasan's own; in any other, a template's variables say, nothing is shown whatever it is called.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Open = Words(
        "options", "recipient", "cost_estimate", "channel_results", "sms", "email", "push", "attempts", "reports", "messages", "rejected", "items", "ids", "unknown", "scopes", "to");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Numbers = Words("phone", "to", "recipient");

    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly Utf8JsonWriter _writer;

    public ApiLogMask() =>
        _writer = new(_output, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });   // never lands in HTML unescaped

    /// <summary>What stands for a body that is too long to be kept.</summary>
    public static string Size(int bytes) => string.Create(CultureInfo.InvariantCulture, $"({bytes} bytes)");

    /// <returns>UTF-8, until the next call; empty for no body.</returns>
    public ReadOnlySpan<byte> Mask(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return default;
        _output.ResetWrittenCount();
        _writer.Reset();
        try
        {
            Copy(new Utf8JsonReader(body));
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"({body.Length} bytes that are not JSON)"));
        }
        _writer.Flush();
        return _output.WrittenSpan;
    }

    public void Dispose() => _writer.Dispose();

    private void Copy(Utf8JsonReader reader)
    {
        Name name = default;
        var closedAt = int.MaxValue;   // the depth of the object that is not ours and that we are in
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (closedAt == int.MaxValue && name is { IsThere: true, IsOpen: false }) closedAt = reader.CurrentDepth;
                    Begin(reader.TokenType);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (closedAt == reader.CurrentDepth) closedAt = int.MaxValue;
                    name = default;   // what follows in an array is the array's
                    End(reader.TokenType);
                    break;
                case JsonTokenType.PropertyName:
                    name = WriteName(ref reader);
                    break;
                case JsonTokenType.Null:
                    _writer.WriteNullValue();
                    break;
                case var _ when closedAt == int.MaxValue && name.IsThere:
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

    private Name WriteName(ref Utf8JsonReader reader)
    {
        Span<char> room = stackalloc char[LongestWord];
        ReadOnlySpan<char> name = room[..ReadWord(ref reader, room)];
        _writer.WritePropertyName(name.IsEmpty || IsPhone(name, out _) ? Masked : name);
        return new(IsThere: true, Shown.Contains(name), Open.Contains(name), Numbers.Contains(name));
    }

    private void WriteValue(Name name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) _writer.WriteBooleanValue(reader.TokenType is JsonTokenType.True);
        else if (name.IsShown && reader.TokenType is JsonTokenType.Number) _writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        else if (reader.TokenType is JsonTokenType.String && name.IsShown) WriteWord(ref reader);
        else if (reader.TokenType is JsonTokenType.String && name.IsNumber) _writer.WriteStringValue(Recipient.TryParse(reader.GetString(), out var number) ? number.ToString() : Masked);
        else _writer.WriteStringValue(Masked);
    }

    private void WriteWord(ref Utf8JsonReader reader)
    {
        Span<char> room = stackalloc char[LongestWord];
        ReadOnlySpan<char> word = room[..ReadWord(ref reader, room)];
        if (IsPhone(word, out var number)) _writer.WriteStringValue(number.ToString());
        else _writer.WriteStringValue(word.IsEmpty ? Masked : word);
    }

    /// <summary>A recipient may stand where a word is meant.</summary>
    private static bool IsPhone(ReadOnlySpan<char> word, out Recipient number)
    {
        number = default;
        return word.Length is >= ShortestNumber and <= LongestNumber && word.IndexOfAnyExcept(NumberSigns) < 0 && Recipient.TryParse(word.ToString(), out number);
    }

    /// <summary>A key, a state, an id, a time: no sentence has this form.</summary>
    /// <returns>Its length; 0: it is something else.</returns>
    private static int ReadWord(ref Utf8JsonReader reader, scoped Span<char> room)
    {
        if (reader.ValueSpan.Length > room.Length) return 0;
        var text = room[..reader.CopyString(room)];
        foreach (var c in text)
        {
            var belongs = char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '+' or '[' or ']' || (c == ' ' && char.IsAsciiDigit(text[0]));
            if (!belongs) return 0;
        }
        return text.Length;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(params string[] words) =>
        words.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly record struct Name(bool IsThere, bool IsShown, bool IsOpen, bool IsNumber);
}
