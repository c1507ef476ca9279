using System.Collections.Frozen;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>One raw code of a provider.</summary>
/// <param name="Code">The raw code, as attempts and reports keep it.</param>
/// <param name="Refusal">Class of the refusal; null: not a refusal.</param>
/// <param name="State">The unified state; null: says nothing about a message's way.</param>
/// <param name="English">For people.</param>
/// <param name="Persian">For people.</param>
/// <param name="IsUnknownOnSend">As the answer to a hand-over it leaves open whether something was sent.</param>
public sealed record ProviderCode(string Code, RefusalReason? Refusal, DeliveryState? State, string English, string Persian, bool IsUnknownOnSend = false);

/// <summary>Every code a provider has, once: data, not ifs.</summary>
public sealed class ProviderCodes(IEnumerable<ProviderCode> codes)
{
    private readonly FrozenDictionary<string, ProviderCode> _all = codes.Concat(HttpCodes.All).DistinctBy(code => code.Code, StringComparer.Ordinal).ToFrozenDictionary(code => code.Code, StringComparer.Ordinal);

    /// <summary>The provider's own, and what HTTP itself can say.</summary>
    public IEnumerable<ProviderCode> All => _all.Values;

    public ProviderCode? Find(string code) => _all.GetValueOrDefault(code);

    /// <summary>What a code means, in <c>fa</c> or else in English; null: not a code of the provider.</summary>
    public string? Text(string code, string language) => Find(code) is not { } known ? null : language is "fa" ? known.Persian : known.English;

    /// <summary>A raw code as it may be kept: a vendor's free text in its place could be anything, even the key it was given.</summary>
    public static string Kept(string code) => code is { Length: > 0 and <= 40 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : HttpCodes.Unreadable;

    /// <summary>A hand-over that was answered with a code. One nobody knows is kept raw and classed by the HTTP status it came with.</summary>
    public ProviderAnswer Answer(string code, ProviderReply reply, string? detail = null) => Find(code) switch
    {
        { IsUnknownOnSend: true } => new ProviderAnswer.Unknown(code),
        { Refusal: { } reason } => reply.Asking(new ProviderAnswer.Refused(reason, code, detail)),
        _ => HttpCodes.Answer(reply) is ProviderAnswer.Refused byStatus ? byStatus with { Code = Kept(code), Detail = detail } : new ProviderAnswer.Unknown(Kept(code)),
    };

    /// <summary>A hand-over that needs no call to be refused, by one of the codes of refusal.</summary>
    public ProviderAnswer.Refused Refused(string code) => new(_all[code].Refusal!.Value, code);

    /// <summary>A question that was answered with a code of refusal.</summary>
    public ProviderRefusedException Refusal(string code, int status, string? detail = null) => new(Find(code)?.Refusal ?? HttpCodes.Reason(status), Kept(code), detail);

    /// <summary>The unified state of a raw one; a state nobody knows changes nothing.</summary>
    public DeliveryState StateOf(string code) => Find(code)?.State ?? DeliveryState.Sent;
}
