using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Channels;

namespace Rasan.Providers.IPPanel;

/// <summary>One call of IPPanel: the key raw in its header, an envelope around every answer.</summary>
internal sealed class IPPanelCaller(ProviderHttp http)
{
    public const string ApiKey = "api_key";

    public static Uri DefaultBaseUrl { get; } = new("https://edge.ippanel.com/v1");

    /// <summary>A hand-over: whatever was answered, readable or not.</summary>
    public async Task<(ProviderReply Reply, IPPanelSent? Answer)> SendAsync(ProviderAccount account, HttpContent content, CancellationToken deadline)
    {
        using (content)
        {
            var reply = await PostAsync(account, IPPanelCalls.Send, content, deadline);
            return (reply, LooseJson.Read(reply.Body, IPPanelJson.Wire.IPPanelSent));
        }
    }

    public Task<ProviderReply> GetAsync(ProviderAccount account, string path, CancellationToken deadline) =>
        http.GetAsync(account, account.At(DefaultBaseUrl, path), headers => headers.TryAddWithoutValidation("Authorization", Key(account)), deadline);

    public Task<ProviderReply> PostAsync(ProviderAccount account, string path, HttpContent content, CancellationToken deadline) =>
        http.PostAsync(account, account.At(DefaultBaseUrl, path), content, headers => headers.TryAddWithoutValidation("Authorization", Key(account)), deadline);

    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<T> AskAsync<T>(ProviderAccount account, string path, JsonTypeInfo<T> type, CancellationToken deadline) where T : IPPanelAnswer =>
        Read(account, await GetAsync(account, path, deadline), type);

    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<T> AskAsync<T, TQuestion>(ProviderAccount account, string path, TQuestion question, JsonTypeInfo<TQuestion> questionType, JsonTypeInfo<T> type, CancellationToken deadline) where T : IPPanelAnswer
    {
        using var content = LooseJson.Content(question, questionType);
        return Read(account, await PostAsync(account, path, content, deadline), type);
    }

    public static T Read<T>(ProviderAccount account, ProviderReply reply, JsonTypeInfo<T> type) where T : IPPanelAnswer =>
        reply.IsSuccess && LooseJson.Read(reply.Body, type) is { } answer && answer.Meta?.Status is not false && (answer.Meta is not null) ? answer : throw Refusal(account, reply);

    public static ProviderRefusedException Refusal(ProviderAccount account, ProviderReply reply)
    {
        var meta = LooseJson.Read(reply.Body, IPPanelJson.Wire.IPPanelDone)?.Meta;
        return meta?.Status is not true && IPPanelCodes.OfRefusal(reply.Status, meta) is { } code ? IPPanelCodes.Table.Refusal(code, reply.Status, ProviderWords.Of(meta?.Message, account)) : HttpCodes.Refusal(reply.Status);
    }

    private static string Key(ProviderAccount account) => account.Credentials.GetValueOrDefault(ApiKey, "");
}
