using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Ghasedak;

/// <summary>Deliveries as Ghasedak's calls, and their answers as ours. Every delivery carries its own id, also where all have one text.</summary>
internal sealed class GhasedakSending(GhasedakCaller caller)
{
    /// <summary>Pairs want a line; without one this word has the vendor choose, as it does for a single message.</summary>
    private const string AnyLine = "Priority";

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline) => deliveries switch
    {
        [{ Template: { } template } one] => [await OtpAsync(account, one, template, deadline)],
        [{ IsVoice: true } one] => await VoiceAsync(account, one, deadline),
        [var one] => await SingleAsync(account, one, deadline),
        _ => await PairsAsync(account, deliveries, deadline),
    };

    private async Task<IReadOnlyList<ProviderAnswer>> SingleAsync(ProviderAccount account, Delivery one, CancellationToken deadline)
    {
        var asked = new GhasedakSingle(one.Line, Number(one.To), one.Text, OwnId(one), Date(one));
        var (reply, answer) = await caller.SendAsync(account, GhasedakMethods.SendSingle, asked, GhasedakJson.Asking.GhasedakSingle, GhasedakJson.Wire.GhasedakSingleAnswer, deadline);
        return answer is { IsSuccess: true } ? Answered.Match([one], Rows(answer.Data), Fits, Accepted) : Refused(account, reply, answer, [one]);
    }

    private async Task<IReadOnlyList<ProviderAnswer>> PairsAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var asked = new GhasedakPairs([.. deliveries.Select(one => new GhasedakPair(one.Line ?? AnyLine, Number(one.To), one.Text, OwnId(one), Date(one)))]);
        var (reply, answer) = await caller.SendAsync(account, GhasedakMethods.SendPair, asked, GhasedakJson.Asking.GhasedakPairs, GhasedakJson.Wire.GhasedakItemsAnswer, deadline);
        return answer is { IsSuccess: true } ? Answered.Match(deliveries, answer.Data?.Items ?? [], Fits, Accepted) : Refused(account, reply, answer, deliveries);
    }

    private async Task<IReadOnlyList<ProviderAnswer>> VoiceAsync(ProviderAccount account, Delivery one, CancellationToken deadline)
    {
        var asked = new GhasedakBulk(one.Line, [Number(one.To)], one.Text, OwnId(one), IsVoice: true, Date(one));
        var (reply, answer) = await caller.SendAsync(account, GhasedakMethods.SendBulk, asked, GhasedakJson.Asking.GhasedakBulk, GhasedakJson.Wire.GhasedakBulkAnswer, deadline);
        if (answer is not { IsSuccess: true }) return Refused(account, reply, answer, [one]);
        var sent = answer.Data;
        var rows = sent?.Receptors?.Select(row => new GhasedakSent(row.Receptor, sent.LineNumber, sent.Cost, row.MessageId, sent.ClientReferenceId, sent.Message, sent.SendDate));
        return Answered.Match([one], [.. rows ?? []], Fits, Accepted);
    }

    // the text is the vendor's own here, and whose id comes back is its affair: no row of it is held against ours
    private async Task<ProviderAnswer> OtpAsync(ProviderAccount account, Delivery one, ProviderTemplate template, CancellationToken deadline)
    {
        var asked = new GhasedakOtp(
            [new(Number(one.To), OwnId(one))], template.Code, [.. template.Values.Select(value => new GhasedakOtpInput(value.Key, value.Value))], one.IsVoice, Date(one));
        var (reply, answer) = await caller.SendAsync(account, GhasedakMethods.SendOtp, asked, GhasedakJson.Asking.GhasedakOtp, GhasedakJson.Wire.GhasedakItemsAnswer, deadline);
        if (answer is not { IsSuccess: true }) return Refused(account, reply, answer, [one])[0];
        return answer.Data?.Items is [var row, ..] ? Accepted(row) : new ProviderAnswer.Unknown(HttpCodes.Unreadable);
    }

    private static ProviderAnswer[] Refused(ProviderAccount account, ProviderReply reply, GhasedakAnswer? answer, IReadOnlyList<Delivery> deliveries)
    {
        if (answer is not { IsSuccess: false, StatusCode: { } number }) return Answered.All(deliveries, HttpCodes.Unread(reply));
        var code = GhasedakCodes.OfError(number) is GhasedakCodes.NotFound && deliveries is [{ Template: not null }] ? GhasedakCodes.NoTemplate : GhasedakCodes.OfError(number);
        var refused = GhasedakCodes.Table.Answer(code, reply, ProviderWords.Of(answer.Message, account));
        return Answered.All(deliveries, refused is ProviderAnswer.Refused refusal ? refusal with { ForOneOfMany = Answered.IsOfOne(deliveries, refusal.Reason) } : refused);
    }

    private static bool Fits(GhasedakSent row, Delivery delivery) =>
        (string.IsNullOrEmpty(row.ClientReferenceId) || row.ClientReferenceId == OwnId(delivery)) && Answered.Fits(delivery, row.Receptor, row.Message ?? row.MessageBody);

    private static ProviderAnswer Accepted(GhasedakSent row) => row.MessageId is { Length: > 0 } and not "0"
        ? new ProviderAnswer.Accepted(row.MessageId, GhasedakCodes.Rials(row.Cost))
        : new ProviderAnswer.Unknown(HttpCodes.Unreadable);

    private static IReadOnlyList<GhasedakSent> Rows(GhasedakSent? alone) => alone is null ? [] : [alone];

    /// <summary>As Ghasedak reads numbers; one of another country begins with 00.</summary>
    private static string Number(Recipient to) => to.IsIranian ? to.National : $"00{to.E164.AsSpan(1)}";

    private static string OwnId(Delivery delivery) => delivery.OwnId.ToString(CultureInfo.InvariantCulture);

    private static string? Date(Delivery delivery) => delivery.ScheduledAt is { } at ? GhasedakTime.Asked(at) : null;
}
