using System.Globalization;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's calls that send texts, with the vendor's own checks.</summary>
internal static class KavenegarFrontSending
{
    private const int MostRecipients = 200, LongestText = 900, LongestTag = 200;
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1);

    public static Task<KavenegarReply> SendAsync(KavenegarRequest request) => OneTextAsync(request, isVoice: false);

    public static Task<KavenegarReply> MakeTtsAsync(KavenegarRequest request) => OneTextAsync(request, isVoice: true);

    public static async Task<KavenegarReply> SendArrayAsync(KavenegarRequest request)
    {
        if (!request.IsPost) return KavenegarReply.Refused(405);
        if (request.Missing(KavenegarFields.Receptor, KavenegarFields.Sender, KavenegarFields.Message) is { } missing) return missing;
        var (receptors, senders, texts) = (request.Array(KavenegarFields.Receptor), request.Array(KavenegarFields.Sender), request.Array(KavenegarFields.Message));
        if (receptors is null || senders is null || texts is null) return KavenegarReply.Refused(400);
        var ids = request.Array(KavenegarFields.LocalMessageIds) ?? request.List(KavenegarFields.LocalMessageIds);
        if (senders.Count != receptors.Count || texts.Count != receptors.Count || (ids is not [] && ids.Count != receptors.Count)) return KavenegarReply.Refused(419);
        return await TakeAsync(request, [.. receptors.Select((receptor, index) => new Wanted(receptor, texts[index], senders[index], ids.ElementAtOrDefault(index)))], isVoice: false);
    }

    /// <summary>Hands a checked order on and answers in rows.</summary>
    /// <param name="status">What every row says; null: as each message stands.</param>
    public static async Task<KavenegarReply> HandOverAsync(KavenegarRequest request, FrontOrder order, int? status = null) => await request.Backend.SendAsync(request.Caller, order, request.Ended) switch
    {
        FrontSending.Taken(_, var messages) => KavenegarReply.Of(messages.Select(message => KavenegarReply.Row(message, status))),
        FrontSending.Refused(var why, _) => KavenegarReply.Refused(why),
        _ => KavenegarReply.Refused(402),
    };

    private static async Task<KavenegarReply> OneTextAsync(KavenegarRequest request, bool isVoice)
    {
        if (request.Missing(KavenegarFields.Receptor) is { } missing) return missing;
        if (!request.Fields.ContainsKey(KavenegarFields.Message)) return KavenegarReply.Refused(400);
        var (receptors, ids) = (request.List(KavenegarFields.Receptor), request.List(KavenegarFields.LocalId));
        if (ids is not [] && ids.Count != receptors.Count) return KavenegarReply.Refused(419);
        var (text, sender) = (request.Text(KavenegarFields.Message) ?? "", request.Text(KavenegarFields.Sender));
        return await TakeAsync(request, [.. receptors.Select((receptor, index) => new Wanted(receptor, text, sender, ids.ElementAtOrDefault(index)))], isVoice);
    }

    private static async Task<KavenegarReply> TakeAsync(KavenegarRequest request, IReadOnlyList<Wanted> wanted, bool isVoice)
    {
        if (wanted.Count > MostRecipients) return KavenegarReply.Refused(414);
        var deliveries = new List<FrontDelivery>(wanted.Count);
        foreach (var one in wanted)
        {
            if (KavenegarRequest.Receptor(one.Receptor) is not { } to) return KavenegarReply.Refused(411);
            if (one.Text is { Length: 0 or > LongestText }) return KavenegarReply.Refused(413);
            if (one.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) return KavenegarReply.Refused(422);
            if (one.Sender is "") return KavenegarReply.Refused(412);
            if (one.LocalId is not null && !long.TryParse(one.LocalId, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return KavenegarReply.Refused(400);
            deliveries.Add(new(to, one.Text, one.Sender, one.LocalId));
        }
        if (request.Text(KavenegarFields.Tag) is { } tag && !IsTag(tag)) return KavenegarReply.Refused(607);
        if (!IsDate(request, out var at)) return KavenegarReply.Refused(417);
        return await HandOverAsync(request, new(deliveries) { ScheduledAt = at, IsVoice = isVoice, KnownIdsAreAnsweredAgain = true });
    }

    /// <summary>None, or 0, is now; a time that is past is an error.</summary>
    private static bool IsDate(KavenegarRequest request, out DateTimeOffset? at)
    {
        at = request.Time(KavenegarFields.Date);
        return request.Text(KavenegarFields.Date) is null or "0" || at >= request.Backend.Now - ClocksApart;
    }

    public static bool IsTag(string tag) => tag.Length <= LongestTag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private sealed record Wanted(string Receptor, string Text, string? Sender, string? LocalId);
}
