using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rasan.Web.Panel.Reading;

/// <summary>JSON as people read it: indented, and Persian as Persian.</summary>
public static class PrettyJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };   // a page encodes it for HTML

    /// <returns>As it is where it is no JSON: a body that was too long or not JSON is kept as a remark.</returns>
    public static string Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
