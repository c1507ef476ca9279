using System.Text.Encodings.Web;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Core.Accounts.Changes;

/// <summary>A provider's answer as it may be shown: without the account's secrets, the recipient's number and the text.</summary>
internal static class RawAnswerMask
{
    private const string Masked = "***";
    private const int Longest = 4_000, ShortestSecret = 4;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };   // escaped, a text would not be found; a page encodes it for HTML

    public static RawAnswer Mask(RawAnswer answer, IReadOnlyList<string> secrets, Recipient to, string text)
    {
        var digits = to.E164.TrimStart('+');
        var national = to.National;
        var hidden = secrets.Where(secret => secret.Length >= ShortestSecret).Concat([to.E164, digits, national, national.TrimStart('0'), text, JsonSerializer.Serialize(text, Plain).Trim('"')])
            .Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length);
        var body = hidden.Aggregate(PlainOf(answer.Body), (shown, word) => shown.Replace(word, Masked, StringComparison.Ordinal));
        return answer with { Body = body.Length > Longest ? body[..Longest] + "…" : body };
    }

    private static string PlainOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Plain);
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
