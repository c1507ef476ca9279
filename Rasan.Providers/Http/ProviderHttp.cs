using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>
/// The one way out to providers over HTTP. Nothing here or below is logged, traced or measured by address: a key may be part of it.
/// Redirects are not followed, no credentials are sent but the provider's own headers, an answer is read up to a limit.
/// </summary>
public sealed class ProviderHttp(OutgoingHandlers handlers, TimeProvider clock)
{
    private const int LongestAnswer = 4 * 1024 * 1024;

    /// <exception cref="HttpRequestException">No answer came; its error says whether anything was sent.</exception>
    /// <exception cref="OperationCanceledException">The deadline came when the body was on its way.</exception>
    private async Task<ProviderReply> ExchangeAsync(ProviderAccount account, HttpRequestMessage request, CancellationToken deadline)
    {
        request.Version = System.Net.HttpVersion.Version11;
        using var http = new HttpMessageInvoker(handlers.For(account), disposeHandler: false);
        using var answer = await http.SendAsync(request, deadline);
        var body = await ReadAsync(answer.Content, deadline);
        RawAnswers.Hear((int)answer.StatusCode, body);
        return new((int)answer.StatusCode, body, RetryAfter(answer.Headers));
    }

    public Task<ProviderReply> GetAsync(ProviderAccount account, Uri address, Action<HttpRequestHeaders>? headers, CancellationToken deadline) => SendAsync(account, HttpMethod.Get, address, content: null, headers, deadline);

    public Task<ProviderReply> PostAsync(ProviderAccount account, Uri address, HttpContent content, Action<HttpRequestHeaders>? headers, CancellationToken deadline) =>
        SendAsync(account, HttpMethod.Post, address, content, headers, deadline);

    private async Task<ProviderReply> SendAsync(ProviderAccount account, HttpMethod method, Uri address, HttpContent? content, Action<HttpRequestHeaders>? headers, CancellationToken deadline)
    {
        using var watched = content is null ? null : new WatchedContent(content);
        using var request = new HttpRequestMessage(method, address) { Content = watched };
        request.Headers.Accept.Add(new("application/json"));
        try
        {
            headers?.Invoke(request.Headers);
            return await ExchangeAsync(account, request, deadline);
        }
        catch (Exception exception) when (watched is { HasBegun: false } && exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError })
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Nothing of the request was sent.");   // a silent address, a key that is no header: not the exception's own text, which may name it
        }
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken deadline)
    {
        await using var body = await content.ReadAsStreamAsync(deadline);
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        while (read.Length < LongestAnswer && await body.ReadAsync(buffer, deadline) is var count and > 0) await read.WriteAsync(buffer.AsMemory(0, count), deadline);
        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }

    /// <summary>A moment is counted from when the answer was made, where it says so: the two clocks may differ.</summary>
    private TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        (headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - (headers.Date ?? clock.GetUtcNow())) is { } rest && rest > TimeSpan.Zero ? rest : null;
}

/// <summary>What a provider's server said.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body as text.</param>
/// <param name="RetryAfter">How long it asks to be left alone, if it does.</param>
public sealed record ProviderReply(int Status, string Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A refusal with the rest that the provider asks for beside it.</summary>
    internal ProviderAnswer.Refused Asking(ProviderAnswer.Refused refused) => RetryAfter is { } rest && refused.Reason == RefusalReason.Transient ? refused with { RetryAfter = rest } : refused;

    /// <summary>The body as JSON; null: it is not (a proxy's page, half an answer).</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public static class ProviderAddresses
{
    extension(ProviderAccount account)
    {
        /// <summary>An address of the account's provider.</summary>
        /// <param name="path">Relative, already escaped, with its query.</param>
        public Uri At(Uri defaultBase, string path) => new((account.BaseUrl ?? defaultBase).ToString().TrimEnd('/') + "/" + path.TrimStart('/'));
    }
}
