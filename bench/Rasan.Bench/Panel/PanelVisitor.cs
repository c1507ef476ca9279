using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rasan.Bench.Panel;

/// <summary>Somebody with a browser's cookies: signs in once, then opens as many windows as wanted.</summary>
internal sealed partial class PanelVisitor : IDisposable
{
    private readonly HttpMessageInvoker _http;

    public PanelVisitor(Uri origin)
    {
        Origin = origin;
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false });
    }

    public Uri Origin { get; }

    public CookieContainer Cookies { get; } = new();

    /// <returns>False: this program has no sign-in.</returns>
    public async Task<bool> SignInAsync(string name, string password, string returnUrl, CancellationToken ct)
    {
        using var form = await GetAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), ct);
        if (form.StatusCode == HttpStatusCode.NotFound) return false;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Input().Matches(await form.Content.ReadAsStringAsync(ct)).Select(match => match.Value))
            if (Named(input, "name") is { } field && Named(input, "type") == "hidden") fields[field] = WebUtility.HtmlDecode(Named(input, "value") ?? "");
        (fields["name"], fields["password"], fields["returnUrl"]) = (name, password, returnUrl);
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(Origin, "/sign-in")) { Content = new FormUrlEncodedContent(fields) }, ct);
        return (int)answer.StatusCode is >= 300 and < 400
            ? true
            : throw new InvalidOperationException($"Signing in was answered with {(int)answer.StatusCode}.");
    }

    public async Task<PanelPage> OpenAsync(string path, CancellationToken ct)
    {
        using var answer = await GetAsync(path, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} was answered with {(int)answer.StatusCode}.");
        var page = PanelPage.Read(new(Origin, path), await answer.Content.ReadAsStringAsync(ct));
        return page.Markers.Count > 0 ? page : throw new InvalidOperationException($"Nothing on {path} lives on.");
    }

    /// <returns>The ticket for the hub's line.</returns>
    public async Task<string> NegotiateAsync(CancellationToken ct)
    {
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(Origin, "/_blazor/negotiate?negotiateVersion=1")), ct);
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        return json.RootElement.GetProperty("connectionToken").GetString()!;
    }

    /// <summary>What a browser says when a window is closed: without it the server keeps the circuit for a return.</summary>
    public async Task CloseAsync(string circuit, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent([new("circuitId", circuit)]);
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(Origin, "/_blazor/disconnect")) { Content = content }, ct);
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> GetAsync(string path, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Origin, path));
        request.Headers.Accept.ParseAdd("text/html");
        return SendAsync(request, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request) return await _http.SendAsync(request, ct);
    }

    private static string? Named(string input, string attribute) =>
        Regex.Match(input, $"""\b{attribute}="([^"]*)" """.TrimEnd(), RegexOptions.None, TimeSpan.FromSeconds(10)) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<input[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Input();
}
