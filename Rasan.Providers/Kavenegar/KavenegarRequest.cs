using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>A call as it came to the front: its fields, of the query and of the form alike, and who it is from.</summary>
internal sealed class KavenegarRequest(HttpContext context, IReadOnlyDictionary<string, StringValues> fields, FrontCaller caller, IFrontBackend backend)
{
    public FrontCaller Caller => caller;
    public IFrontBackend Backend => backend;
    public CancellationToken Ended => context.RequestAborted;
    public bool IsPost => HttpMethods.IsPost(context.Request.Method);
    public bool IsDelete => HttpMethods.IsDelete(context.Request.Method);
    public IReadOnlyDictionary<string, StringValues> Fields => fields;

    /// <summary>Null: a form that is none.</summary>
    public static async Task<IReadOnlyDictionary<string, StringValues>?> ReadAsync(HttpContext context)
    {
        var fields = new Dictionary<string, StringValues>(context.Request.Query, StringComparer.OrdinalIgnoreCase);
        if (!context.Request.HasFormContentType) return fields;
        try
        {
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted)) fields[name] = value;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return fields;
    }

    /// <summary>Null: not there, or empty.</summary>
    public string? Text(string name) => fields.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>What a call must have: 400 where it is not there, 406 where it is empty.</summary>
    public KavenegarReply? Missing(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!fields.TryGetValue(name, out var value)) return KavenegarReply.Refused(400);
            if (string.IsNullOrWhiteSpace(value)) return KavenegarReply.Refused(406);
        }
        return null;
    }

    /// <summary>Texts with commas between them.</summary>
    public IReadOnlyList<string> List(string name) => Text(name) is { } text ? text.Split(',', StringSplitOptions.TrimEntries) : [];

    /// <summary>Texts in a JSON array that is itself written as text; null: it is not one.</summary>
    public IReadOnlyList<string>? Array(string name)
    {
        try
        {
            using var document = JsonDocument.Parse(Text(name) ?? "");
            return document.RootElement.ValueKind is JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(item => item.ToString())] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public long? Number(string name) => long.TryParse(Digits.Fold(Text(name) ?? ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Unix seconds, of this millennium; null: none, or one that makes no sense.</summary>
    public DateTimeOffset? Time(string name) => Number(name) is > 0 and < 32_503_680_000 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>E.164; null: no number that can be written to.</summary>
    public static string? Receptor(string text) => Recipient.TryParse(text, out var to) && (to.IsMobile || !to.IsIranian) ? to.E164 : null;

    public static string National(string e164) => KavenegarCaller.Number(Recipient.FromStored(e164));
}
