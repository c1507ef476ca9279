using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Rasan.Core.Services;
using Rasan.Core.Templates;

namespace Rasan.Web.Panel.Pages.Help;

/// <summary>One call of the API, from which the same example is written in every language.</summary>
/// <param name="Name">The page's word for it.</param>
/// <param name="Url">Whole.</param>
/// <param name="Json">What is posted; null: it is a GET.</param>
public sealed record ExampleCall(string Name, string Url, string? Json)
{
    public const string Recipient = "09120000111";   // ends like none of the Sandbox's magic numbers

    private const string SomeMessage = "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f";

    /// <summary>Persian stays readable; quotes of every kind are escaped, so that the text may stand between any.</summary>
    private static readonly JsonSerializerOptions Quotable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="baseUrl">Of this program, without a slash at its end.</param>
    /// <param name="text">What is sent.</param>
    /// <param name="template">One of the service's, for a one-time code; null: it has none.</param>
    public static IReadOnlyList<ExampleCall> All(string baseUrl, string text, TemplateEntry? template)
    {
        var calls = new List<ExampleCall> { new("SendOne", $"{baseUrl}/api/v1/messages", JsonSerializer.Serialize(new { to = Recipient, text }, Quotable)) };
        if (template is not null)
        {
            var variables = template.Default.Variables.ToDictionary(name => name, _ => "123456", StringComparer.Ordinal);
            var otp = new { phone = Recipient, internal_template_key = template.Template.Key, @params = variables };
            calls.Add(new("SendOtp", $"{baseUrl}/api/v1/notifications/otp/send", JsonSerializer.Serialize(otp, Quotable)));
        }

        calls.Add(new("LookUp", $"{baseUrl}/api/v1/messages/{SomeMessage}", Json: null));
        return calls;
    }

    /// <summary>The service's template that looks most like one for codes.</summary>
    public static TemplateEntry? OtpTemplate(Catalog catalog, Service service) =>
        catalog.Templates.Where(template => template.Key.Service == service.Id && template.Value.Default.Variables.Count > 0)
            .OrderBy(template => template.Key.Key.Contains("otp", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(template => template.Key.Key, StringComparer.Ordinal)
            .Select(template => template.Value).FirstOrDefault();
}
