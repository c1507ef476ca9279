using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Channels;

namespace Rasan.Providers.Ghasedak;

/// <summary>One call of Ghasedak: the key in a header, JSON both ways, the code in the envelope.</summary>
public sealed class GhasedakCaller(ProviderHttp http)
{
    public const string ApiKey = "api_key";

    public static Uri DefaultBaseUrl { get; } = new("https://gateway.ghasedak.me");

    /// <summary>A hand-over: whatever was answered, readable or not.</summary>
    public async Task<(ProviderReply Reply, TAnswer? Answer)> SendAsync<TAsked, TAnswer>(
        ProviderAccount account, string method, TAsked asked, JsonTypeInfo<TAsked> askedType, JsonTypeInfo<TAnswer> answerType, CancellationToken deadline)
        where TAnswer : GhasedakAnswer
    {
        using var content = LooseJson.Content(asked, askedType);
        var reply = await http.PostAsync(account, Address(account, method), content, headers => AddKey(headers, account), deadline);
        return (reply, LooseJson.Read(reply.Body, answerType));
    }

    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<T> AskAsync<T>(ProviderAccount account, string methodAndQuery, JsonTypeInfo<T> type, CancellationToken deadline)
        where T : GhasedakAnswer
    {
        var reply = await http.GetAsync(account, Address(account, methodAndQuery), headers => AddKey(headers, account), deadline);
        return LooseJson.Read(reply.Body, type) switch
        {
            { IsSuccess: true } answer => answer,
            { IsSuccess: false, StatusCode: { } code } answer => throw GhasedakCodes.Table.Refusal(GhasedakCodes.OfError(code), reply.Status, ProviderWords.Of(answer.Message, account)),
            _ => throw HttpCodes.Refusal(reply.Status),
        };
    }

    private static Uri Address(ProviderAccount account, string methodAndQuery) => account.At(DefaultBaseUrl, $"{GhasedakMethods.Path}/{methodAndQuery}");

    // unchecked: the check's own exception would repeat the key
    private static void AddKey(HttpRequestHeaders headers, ProviderAccount account) => headers.TryAddWithoutValidation(GhasedakMethods.KeyHeader, account.Credentials.GetValueOrDefault(ApiKey, "").Trim());
}
