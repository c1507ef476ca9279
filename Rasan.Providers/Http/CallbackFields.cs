using System.Text.Json;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>What a callback carries, by names that differ from vendor to vendor and from day to day: in the query, in a form or as JSON.</summary>
public sealed class CallbackFields
{
    private readonly ILookup<string, string> _fields;

    private CallbackFields(IEnumerable<KeyValuePair<string, string>> fields) =>
        _fields = fields.ToLookup(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>One set of fields, or several where the body is a list of objects.</summary>
    public static IReadOnlyList<CallbackFields> Of(Callback callback)
    {
        var rows = Rows(callback.Body);
        return rows is [] ? [new(callback.Parameters)] : [.. rows.Select(row => new CallbackFields(callback.Parameters.Concat(row)))];
    }

    /// <summary>The first of the names that has a value.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields[name].FirstOrDefault(value => value.Length > 0) is { } value) return value;
        }
        return null;
    }

    private static List<IEnumerable<KeyValuePair<string, string>>> Rows(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && !body.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8)) return [];
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            IEnumerable<JsonElement> objects = root.ValueKind is JsonValueKind.Array ? root.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object) : [root];
            return [.. objects.Select(one => one.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Text(field.Value))))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.ValueKind is JsonValueKind.Null ? "" : value.GetRawText();
}
