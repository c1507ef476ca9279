using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Kavenegar;

/// <summary>One call of Kavenegar: the key is in its path, what it carries is a form, its code stands in the envelope and in the HTTP status alike.</summary>
public sealed class KavenegarCaller(ProviderHttp http)
{
    public const string ApiKey = "api_key";

    public static Uri DefaultBaseUrl { get; } = new("https://api.kavenegar.com/v1");

    /// <summary>A number as Kavenegar reads it; one of another country begins with 00.</summary>
    public static string Number(Recipient to) => to.IsIranian ? to.National : $"00{to.E164.AsSpan(1)}";

    /// <summary>A hand-over: whatever was answered, readable or not.</summary>
    public async Task<(ProviderReply Reply, KavenegarMessages? Answer)> SendAsync(ProviderAccount account, string call, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken deadline)
    {
        using var form = new FormUrlEncodedContent(fields);
        var reply = await http.PostAsync(account, Address(account, call), form, headers: null, deadline);
        return (reply, LooseJson.Read(reply.Body, KavenegarJson.Wire.KavenegarMessages));
    }

    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<T> AskAsync<T>(ProviderAccount account, string call, JsonTypeInfo<T> type, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken deadline)
        where T : KavenegarAnswer
    {
        using var form = new FormUrlEncodedContent(fields);
        return Read(account, await http.PostAsync(account, Address(account, call), form, headers: null, deadline), type);
    }

    /// <summary>A question that carries nothing.</summary>
    /// <exception cref="ProviderRefusedException">The answer is not a yes.</exception>
    public async Task<T> AskAsync<T>(ProviderAccount account, string call, JsonTypeInfo<T> type, CancellationToken deadline)
        where T : KavenegarAnswer =>
        Read(account, await http.GetAsync(account, Address(account, call), headers: null, deadline), type);

    private static T Read<T>(ProviderAccount account, ProviderReply reply, JsonTypeInfo<T> type)
        where T : KavenegarAnswer
    {
        var answer = LooseJson.Read(reply.Body, type);
        if (answer?.Return?.Status is not { } status) throw HttpCodes.Refusal(reply.Status);
        return KavenegarCodes.OfError(status) is KavenegarCodes.Ok ? answer : throw KavenegarCodes.Table.Refusal(KavenegarCodes.OfError(status), reply.Status, ProviderWords.Of(answer.Return.Message, account));
    }

    private static Uri Address(ProviderAccount account, string call)
    {
        var key = call is KavenegarCalls.GetDate ? "0" : Uri.EscapeDataString(account.Credentials.GetValueOrDefault(ApiKey, ""));
        return account.At(DefaultBaseUrl, $"{key}/{call}.json");
    }
}
