using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Messages;

namespace Rasan.Providers;

/// <summary>
/// Reads what vendors answer. They write numbers as text and text as numbers, one row where there should be a list, words where there should be an object:
/// a field of another kind than expected is a missing one, never the end of the whole answer.
/// </summary>
public static class LooseJson
{
    /// <summary>For the source-generated context of a vendor's wire; each wants its own.</summary>
    /// <param name="naming">How the vendor writes names; read in any case.</param>
    /// <param name="omitsNulls">A field without a value is left out.</param>
    public static JsonSerializerOptions Options(JsonNamingPolicy? naming, bool omitsNulls = false) => new()
    {
        PropertyNamingPolicy = naming,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = omitsNulls ? JsonIgnoreCondition.WhenWritingNull : JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // as vendors write Persian; no page is made of it
        Converters = { new LooseText(), new LooseLong(), new LooseDecimal(), new LooseBool(), new LooseTexts() },
    };

    /// <returns>Null: not JSON, or not an object.</returns>
    public static T? Read<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.TrimStart('\uFEFF'), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static StringContent Content<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json");

    internal static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }

    internal static decimal? Number(ref Utf8JsonReader reader) =>
        Text(ref reader) is { } text && decimal.TryParse(Digits.Fold(text).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Text, whatever it is written as.</summary>
public sealed class LooseText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseJson.Text(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WritePropertyName(value!);
}

/// <summary>An id that the vendor writes as a number and nobody counts with: as long as it likes to be.</summary>
public sealed class NumericId : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseJson.Text(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        if (value is [not '0', ..] && value.All(char.IsAsciiDigit)) writer.WriteRawValue(value, skipInputValidation: true);
        else writer.WriteStringValue(value);
    }
}

/// <summary>A whole number, as a number or as text.</summary>
public sealed class LooseLong : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LooseJson.Number(ref reader) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}

/// <summary>A number, as a number or as text.</summary>
public sealed class LooseDecimal : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseJson.Number(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}

/// <summary>Yes or no, as a word or as 1 and 0.</summary>
public sealed class LooseBool : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseJson.Text(ref reader)?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } known) writer.WriteBooleanValue(known);
        else writer.WriteNullValue();
    }
}

/// <summary>Texts in a list, or one alone.</summary>
public sealed class LooseTexts : JsonConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return LooseJson.Text(ref reader) is { } alone ? [alone] : null;
        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) texts.Add(LooseJson.Text(ref reader) ?? "");
        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value ?? []) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}

/// <summary>An object; null where the vendor writes something else in its place.</summary>
public sealed class LooseObject<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return JsonSerializer.Deserialize(ref reader, LooseRows<T>.TypeOf(options));
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is null) writer.WriteNullValue();
        else JsonSerializer.Serialize(writer, value, LooseRows<T>.TypeOf(options));
    }
}

/// <summary>Rows; one object stands for a list of one, and what is no object is no row.</summary>
public sealed class LooseRows<T> : JsonConverter<IReadOnlyList<T>?>
    where T : class
{
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return [JsonSerializer.Deserialize(ref reader, TypeOf(options))!];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }
        List<T> rows = [];
        var isList = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(JsonSerializer.Deserialize(ref reader, TypeOf(options))!);
                continue;
            }
            isList = false;
            reader.Skip();
        }
        return isList || rows.Count > 0 ? rows : null;   // an empty list says that there is nothing; a list of something else does not
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var row in value ?? []) JsonSerializer.Serialize(writer, row, TypeOf(options));
        writer.WriteEndArray();
    }

    [SuppressMessage("Design", "CA1000", Justification = "the object beside it reads its type the same way")]
    internal static JsonTypeInfo<T> TypeOf(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
