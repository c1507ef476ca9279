using System.Text.RegularExpressions;

namespace Rasan.Tests.Support;

/// <summary>Posts a page's own form as a browser would: the page first, for its antiforgery token.</summary>
internal static partial class Forms
{
    extension(HttpClient browser)
    {
        /// <param name="path">The page that shows the form.</param>
        /// <param name="form">The form's name; null: the form posts to an address of its own.</param>
        public async Task<HttpResponseMessage> PostFormAsync(string path, string? form, params (string Name, string Value)[] fields)
        {
            var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return await browser.PostAsync(page, path, form, fields);
        }

        /// <param name="page">A page of the same reader: its token is good for every form.</param>
        public async Task<HttpResponseMessage> PostAsync(string page, string path, string? form, params (string Name, string Value)[] fields)
        {
            var all = fields.Append(("__RequestVerificationToken", Token().Match(page).Groups["token"].Value));
            if (form is not null) all = all.Append(("_handler", form));
            using var content = new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            return await browser.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Token();
}
