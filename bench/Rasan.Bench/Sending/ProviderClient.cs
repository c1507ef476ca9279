using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Rasan.Bench.Sending;

/// <summary>One POST a message to the fake provider; the bare loop and Rasan's account send with the very same client, so that only what stands around it differs.</summary>
internal sealed class ProviderClient(IHttpClientFactory clients)
{
    private const string Name = "bench";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // one for the life of the process: its handler keeps the connections, and making a client a message would be measured too
    private readonly HttpClient _client = clients.CreateClient(Name);

    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient(Name).RemoveAllLoggers().SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
        services.AddSingleton<ProviderClient>();
    }

    public static Uri Address(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/send");

    /// <returns>The provider's reference.</returns>
    public async Task<string> SendAsync(Uri address, long ownId, string to, string text, CancellationToken deadline)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body(ownId, to, text) };
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, deadline);
        answer.EnsureSuccessStatusCode();
        return Reference(await answer.Content.ReadAsByteArrayAsync(deadline));
    }

    private static ByteArrayContent Body(long ownId, string to, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("local_id"u8, ownId);
            json.WriteString("to"u8, to);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
        }
        var content = new ByteArrayContent(buffer.WrittenSpan.ToArray());
        content.Headers.ContentType = Json;
        return content;
    }

    private static string Reference(byte[] answer)
    {
        var json = new Utf8JsonReader(answer);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("id"u8) && json.Read()) return json.GetString()!;
        }
        throw new JsonException("An answer without an id.");
    }
}
