using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.RayganSms;

/// <summary>Deliveries as RayganSMS's calls, and their answers as ours. The id is the call's: its deliveries share it.</summary>
internal sealed class RayganSmsSending(RayganSmsCaller caller)
{
    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var isOneText = deliveries.All(delivery => delivery.Text == deliveries[0].Text);
        return isOneText ? await OneTextAsync(account, deliveries, deadline) : await DifferentTextsAsync(account, deliveries, deadline);
    }

    private async Task<IReadOnlyList<ProviderAnswer>> OneTextAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var asked = new RayganSmsMessage(deliveries[0].Line, deliveries[0].Text, [.. deliveries.Select(delivery => Number(delivery.To))], OwnId(deliveries), deliveries[0].ScheduledAt?.ToUnixTimeSeconds());
        var (reply, answer) = await caller.SendAsync(account, RayganSmsMethods.Send, asked, RayganSmsJson.Asking.RayganSmsMessage, RayganSmsJson.Wire.RayganSmsWord, deadline);
        if (Refused(account, reply, answer, deliveries) is { } refused) return refused;
        return Answered.All(deliveries, RayganSmsGroups.Reference(answer?.Result) is { } group ? new ProviderAnswer.Accepted(group) : new ProviderAnswer.Unknown(HttpCodes.Unreadable));
    }

    private async Task<IReadOnlyList<ProviderAnswer>> DifferentTextsAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        if (deliveries.Any(delivery => delivery.ScheduledAt is not null)) return await InTurnAsync(account, deliveries, deadline);
        var asked = new RayganSmsCorresponding(deliveries[0].Line, OwnId(deliveries), [.. deliveries.Select((delivery, at) => new RayganSmsRecipient(RowId(at), delivery.Text, Number(delivery.To)))]);
        var (reply, answer) = await caller.SendAsync(account, RayganSmsMethods.SendCorresponding, asked, RayganSmsJson.Asking.RayganSmsCorresponding, RayganSmsJson.Wire.RayganSmsItems, deadline);
        if (Refused(account, reply, answer, deliveries) is { } refused) return refused;
        return [.. deliveries.Select((delivery, at) => Read(answer!.Result?.FirstOrDefault(row => row.Id == RowId(at)), delivery))];
    }

    // different texts have no time of their own: each waits by itself
    private async Task<IReadOnlyList<ProviderAnswer>> InTurnAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        List<ProviderAnswer> answers = [];
        foreach (var delivery in deliveries) answers.AddRange(await OneTextAsync(account, [delivery], deadline));
        return answers;
    }

    /// <summary>Null: the answer is a yes.</summary>
    private static ProviderAnswer[]? Refused(ProviderAccount account, ProviderReply reply, RayganSmsAnswer? answer, IReadOnlyList<Delivery> deliveries)
    {
        if (answer?.Code is not { } number) return Answered.All(deliveries, HttpCodes.Unread(reply));
        var code = RayganSmsCodes.OfError(number);
        if (code is RayganSmsCodes.Ok) return null;
        var refused = RayganSmsCodes.Table.Answer(code, reply, ProviderWords.Of(answer.Message, account));
        if (refused is not ProviderAnswer.Refused refusal) return Answered.All(deliveries, refused);
        var reason = reply.Status == 401 ? RefusalReason.Key : refusal.Reason;   // the password itself was refused, whatever its code says besides
        return Answered.All(deliveries, refusal with { Reason = reason, ForOneOfMany = Answered.IsOfOne(deliveries, reason) });
    }

    private static ProviderAnswer Read(RayganSmsItem? row, Delivery delivery) =>
        row?.Result?.Trim() is not { Length: > 0 } id || !id.All(char.IsAsciiDigit) || id.All(digit => digit is '0') ? new ProviderAnswer.Unknown(HttpCodes.Unreadable)
        : Answered.IsTo(delivery.To, row.Mobile) ? new ProviderAnswer.Accepted(id)
        : new ProviderAnswer.Unknown(HttpCodes.OtherMessage);

    private static string RowId(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    private static string OwnId(IReadOnlyList<Delivery> deliveries) => deliveries[0].OwnId.ToString(CultureInfo.InvariantCulture);

    /// <summary>As RayganSMS reads numbers; one of another country begins with 00.</summary>
    private static string Number(Recipient to) => to.IsIranian ? to.National : $"00{to.E164.AsSpan(1)}";
}
