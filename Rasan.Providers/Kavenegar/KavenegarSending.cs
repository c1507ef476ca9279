using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;

namespace Rasan.Providers.Kavenegar;

/// <summary>Deliveries as Kavenegar's calls, and their answers as ours.</summary>
internal sealed class KavenegarSending(KavenegarCaller caller)
{
    private static readonly string[] Slots = [KavenegarFields.Token, KavenegarFields.Token2, KavenegarFields.Token3, KavenegarFields.Token10, KavenegarFields.Token20];

    /// <summary>The vendor's rules for the places of a template: the short ones take one word, the long ones a few, none a line break.</summary>
    public static bool TakesValue(string slot, string value) => slot switch
    {
        KavenegarFields.Token or KavenegarFields.Token2 or KavenegarFields.Token3 => value is { Length: > 0 and <= 100 } && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '_'),
        KavenegarFields.Token10 => IsShortLine(value, spaces: 5),
        KavenegarFields.Token20 => IsShortLine(value, spaces: 8),
        _ => false,
    };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline) => deliveries switch
    {
        [{ Template: { } template } one] => [await LookupAsync(account, one, template, deadline)],
        [{ IsVoice: true }] => await CallAsync(account, KavenegarCalls.MakeTts, SameText(deliveries), deliveries, deadline),
        _ => await TextsAsync(account, deliveries, deadline),
    };

    // a call has one time, and different texts need a sender each: what can't share a call goes in its own, in turn
    private async Task<IReadOnlyList<ProviderAnswer>> TextsAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var answers = new Dictionary<Delivery, ProviderAnswer>(ReferenceEqualityComparer.Instance);
        foreach (var group in deliveries.GroupBy(delivery => (delivery.ScheduledAt, Text: delivery.Line is null ? delivery.Text : null)))
        {
            List<Delivery> call = [.. group];
            var isOneText = call.TrueForAll(delivery => delivery.Text == call[0].Text);
            var taken = await CallAsync(account, isOneText ? KavenegarCalls.Send : KavenegarCalls.SendArray, isOneText ? SameText(call) : DifferentTexts(call), call, deadline);
            for (var i = 0; i < taken.Length; i++) answers[call[i]] = taken[i];
        }
        return [.. deliveries.Select(delivery => answers[delivery])];
    }

    private async Task<ProviderAnswer[]> CallAsync(ProviderAccount account, string call, IEnumerable<KeyValuePair<string, string>> fields, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var (reply, answer) = await caller.SendAsync(account, call, fields, deadline);
        if (answer?.Return?.Status is not { } status) return Answered.All(deliveries, KavenegarCodes.Unread(reply));
        var code = KavenegarCodes.OfError(status);
        if (code is KavenegarCodes.Ok) return Answered.Match(deliveries, answer.Entries ?? [], static (row, delivery) => Answered.Fits(delivery, row.Receptor, row.Message), Accepted);
        var refused = KavenegarCodes.Table.Answer(code, reply, ProviderWords.Of(answer.Return.Message, account));
        var forOne = deliveries.Count > 1 && (code is KavenegarCodes.BadReceptor || (call is KavenegarCalls.SendArray && code is KavenegarCodes.TextLength or KavenegarCodes.BadCharacters));
        return Answered.All(deliveries, refused is ProviderAnswer.Refused refusal ? refusal with { ForOneOfMany = forOne } : refused);
    }

    private async Task<ProviderAnswer> LookupAsync(ProviderAccount account, Delivery delivery, ProviderTemplate template, CancellationToken deadline)
    {
        if (delivery.ScheduledAt is not null) return KavenegarCodes.Table.Refused(KavenegarCodes.TemplateAtOnce);
        List<KeyValuePair<string, string>> fields =
        [
            new(KavenegarFields.Receptor, KavenegarCaller.Number(delivery.To)),
            new(KavenegarFields.Template, template.Code),
            .. template.Values.Where(value => Slots.Contains(value.Key, StringComparer.Ordinal)),
            new(KavenegarFields.Type, delivery.IsVoice ? "call" : "sms"),
        ];
        var (reply, answer) = await caller.SendAsync(account, KavenegarCalls.Lookup, fields, deadline);
        if (answer?.Return?.Status is not { } status) return KavenegarCodes.Unread(reply);
        var code = KavenegarCodes.OfError(status);
        if (code is not KavenegarCodes.Ok) return KavenegarCodes.Table.Answer(code, reply, ProviderWords.Of(answer.Return.Message, account));
        return answer.Entries is [var row, ..] ? Accepted(row) : new ProviderAnswer.Unknown(HttpCodes.Unreadable);
    }

    private static IEnumerable<KeyValuePair<string, string>> SameText(IReadOnlyList<Delivery> deliveries)
    {
        yield return new(KavenegarFields.Receptor, string.Join(',', deliveries.Select(delivery => KavenegarCaller.Number(delivery.To))));
        yield return new(KavenegarFields.Message, deliveries[0].Text);
        yield return new(KavenegarFields.LocalId, string.Join(',', deliveries.Select(OwnId)));
        if (deliveries[0] is { IsVoice: false, Line: { } line }) yield return new(KavenegarFields.Sender, line);
        if (deliveries[0].ScheduledAt is { } at) yield return Date(at);
    }

    private static IEnumerable<KeyValuePair<string, string>> DifferentTexts(List<Delivery> deliveries)
    {
        yield return new(KavenegarFields.Receptor, Array(deliveries.Select(delivery => KavenegarCaller.Number(delivery.To))));
        yield return new(KavenegarFields.Sender, Array(deliveries.Select(delivery => delivery.Line!)));
        yield return new(KavenegarFields.Message, Array(deliveries.Select(delivery => delivery.Text)));
        yield return new(KavenegarFields.LocalMessageIds, $"[{string.Join(',', deliveries.Select(OwnId))}]");
        if (deliveries[0].ScheduledAt is { } at) yield return Date(at);
    }

    private static ProviderAnswer Accepted(KavenegarMessage row) => row.MessageId is { Length: > 0 } and not "0"
        ? new ProviderAnswer.Accepted(row.MessageId, KavenegarCodes.Rials(row.Cost))
        : new ProviderAnswer.Unknown(HttpCodes.Unreadable);

    private static KeyValuePair<string, string> Date(DateTimeOffset at) => new(KavenegarFields.Date, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static string OwnId(Delivery delivery) => delivery.OwnId.ToString(CultureInfo.InvariantCulture);

    private static string Array(IEnumerable<string> texts) => JsonSerializer.Serialize([.. texts], KavenegarJson.Wire.IReadOnlyListString);

    private static bool IsShortLine(string value, int spaces) =>
        value.Length > 0 && !value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') && value.Count(char.IsWhiteSpace) <= spaces;
}
