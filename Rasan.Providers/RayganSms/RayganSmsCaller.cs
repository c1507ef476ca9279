using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Channels;

namespace Rasan.Providers.RayganSms;

/// <summary>One call of RayganSMS: always POST, JSON both ways, under user name and password.</summary>
public sealed class RayganSmsCaller(ProviderHttp http)
{
    public const string Username = "username", Password = "password";

    public static Uri DefaultBaseUrl { get; } = new("https://raygansms.com");

    /// <summary>A hand-over: whatever was answered, readable or not.</summary>
    public async Task<(ProviderReply Reply, TAnswer? Answer)> SendAsync<TAsked, TAnswer>(
        ProviderAccount account, string method, TAsked asked, JsonTypeInfo<TAsked> askedType, JsonTypeInfo<TAnswer> answerType, CancellationToken deadline)
        where TAnswer : RayganSmsAnswer
    {
        using var content = LooseJson.Content(asked, askedType);
        var reply = await http.PostAsync(account, account.At(DefaultBaseUrl, $"{RayganSmsMethods.Path}/{method}"), content, headers => headers.Authorization = Basic(account), deadline);
        return (reply, LooseJson.Read(reply.Body, answerType));
    }

    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<TAnswer> AskAsync<TAsked, TAnswer>(
        ProviderAccount account, string method, TAsked asked, JsonTypeInfo<TAsked> askedType, JsonTypeInfo<TAnswer> answerType, CancellationToken deadline)
        where TAnswer : RayganSmsAnswer
    {
        var (reply, answer) = await SendAsync(account, method, asked, askedType, answerType, deadline);
        if (answer?.Code is not { } number) throw HttpCodes.Refusal(reply.Status);
        var code = RayganSmsCodes.OfError(number);
        if (code is RayganSmsCodes.Ok) return answer;
        var (words, known) = (ProviderWords.Of(answer.Message, account), RayganSmsCodes.Table);
        throw reply.Status == 401 ? new ProviderRefusedException(RefusalReason.Key, code, words) : known.Refusal(code, reply.Status, words);
    }

    private static AuthenticationHeaderValue Basic(ProviderAccount account) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Credentials.GetValueOrDefault(Username)}:{account.Credentials.GetValueOrDefault(Password)}")));
}
