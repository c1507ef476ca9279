using System.Globalization;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's questions about what was sent, each with its own window, and the way to take a message back.</summary>
internal static class KavenegarFrontOutbox
{
    private const int MostIds = 500, MostRows = 500;

    private static readonly TimeSpan IdsAreKnown = TimeSpan.FromHours(48), LocalIdsAreKnown = TimeSpan.FromHours(12), Day = TimeSpan.FromDays(1), OldestOutbox = TimeSpan.FromDays(4);

    public static async Task<KavenegarReply> StatusAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.MessageId) is { } missing) return missing;
        var ids = request.List(KavenegarFields.MessageId);
        if (ids.Count > MostIds) return KavenegarReply.Refused(414);
        var found = await ByIdAsync(request, ids, request.Backend.Now - IdsAreKnown);
        return KavenegarReply.Of(ids.Select(id => KavenegarReply.State(id, found.GetValueOrDefault(id))));
    }

    public static async Task<KavenegarReply> StatusByLocalIdAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.LocalId) is { } missing) return missing;
        var ids = request.List(KavenegarFields.LocalId);
        if (ids.Count > MostIds) return KavenegarReply.Refused(414);
        var question = new FrontQuestion { OwnIds = ids, From = request.Backend.Now - LocalIdsAreKnown, Most = int.MaxValue };
        var found = (await request.Backend.FindAsync(request.Caller, question, request.Ended)).DistinctBy(message => message.OwnId, StringComparer.Ordinal).ToDictionary(message => message.OwnId!, StringComparer.Ordinal);
        return KavenegarReply.Of(ids.Select(id => KavenegarReply.State(KavenegarReply.Id(found.GetValueOrDefault(id)?.Id ?? 0), found.GetValueOrDefault(id), localId: id)));
    }

    public static async Task<KavenegarReply> StatusByReceptorAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.Receptor, KavenegarFields.StartDate) is { } missing) return missing;
        if (KavenegarRequest.Receptor(request.Text(KavenegarFields.Receptor)!) is not { } to) return KavenegarReply.Refused(411);
        if (Window(request, Day) is not var (from, until)) return KavenegarReply.Refused(417);
        var found = await request.Backend.FindAsync(request.Caller, new() { To = to, From = from, Until = until, Most = MostRows }, request.Ended);
        return KavenegarReply.Of(found.Select(message => KavenegarReply.State(KavenegarReply.Id(message.Id), message, receptor: KavenegarRequest.National(message.To))));
    }

    public static async Task<KavenegarReply> SelectAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.MessageId) is { } missing) return missing;
        var ids = request.List(KavenegarFields.MessageId);
        if (ids.Count > MostIds) return KavenegarReply.Refused(414);
        var found = await ByIdAsync(request, ids, since: null);
        return KavenegarReply.Of(ids.Select(found.GetValueOrDefault).OfType<FrontMessage>().Select(message => KavenegarReply.Row(message)));
    }

    public static async Task<KavenegarReply> SelectOutboxAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.StartDate) is { } missing) return missing;
        if (Window(request, Day) is not var (from, until) || from < request.Backend.Now - OldestOutbox) return KavenegarReply.Refused(417);
        var found = await request.Backend.FindAsync(request.Caller, new() { From = from, Until = until, Line = request.Text(KavenegarFields.Sender), Most = MostRows }, request.Ended);
        return KavenegarReply.Of(found.Select(message => KavenegarReply.Row(message)));
    }

    public static async Task<KavenegarReply> LatestOutboxAsync(KavenegarRequest request)
    {
        var size = request.Text(KavenegarFields.PageSize) is null ? MostRows : request.Number(KavenegarFields.PageSize);
        if (size is not (> 0 and <= MostRows)) return KavenegarReply.Refused(400);
        var found = await request.Backend.FindAsync(request.Caller, new() { Line = request.Text(KavenegarFields.Sender), Most = (int)size }, request.Ended);
        return KavenegarReply.Of(found.Select(message => KavenegarReply.Row(message)));
    }

    public static async Task<KavenegarReply> CountOutboxAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.StartDate) is { } missing) return missing;
        if (Window(request, Day) is not var (from, until)) return KavenegarReply.Refused(417);
        var status = request.Number(KavenegarFields.Status);
        var found = (await request.Backend.FindAsync(request.Caller, new() { From = from, Until = until, Most = int.MaxValue }, request.Ended))
            .Where(message => status is null or 0 || KavenegarReply.StatusOf(message) == status).ToList();
        var count = new KavenegarCount(from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), found.Sum(message => message.Parts), found.Count, (long)found.Sum(message => message.Cost));
        return KavenegarReply.Of(new KavenegarCounts(KavenegarReply.Done, [count]), KavenegarJson.Wire.KavenegarCounts);
    }

    public static async Task<KavenegarReply> CancelAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.MessageId) is { } missing) return missing;
        var ids = request.List(KavenegarFields.MessageId);
        if (ids.Count > MostIds) return KavenegarReply.Refused(414);
        var found = (await request.Backend.CancelAsync(request.Caller, Numbers(ids), request.Ended)).ToDictionary(message => KavenegarReply.Id(message.Id), StringComparer.Ordinal);
        return KavenegarReply.Of(ids.Select(id => KavenegarReply.State(id, found.GetValueOrDefault(id))));
    }

    /// <summary>From the start date to the end date, or as far as a question reaches; null: dates that make no sense, or too far apart.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until)? Window(KavenegarRequest request, TimeSpan longest)
    {
        if (request.Time(KavenegarFields.StartDate) is not { } from) return null;
        var until = request.Text(KavenegarFields.EndDate) is null or "0" ? from + longest : request.Time(KavenegarFields.EndDate);
        return until >= from && until <= from + longest ? (from, until.Value) : null;
    }

    private static async Task<Dictionary<string, FrontMessage>> ByIdAsync(KavenegarRequest request, IReadOnlyList<string> ids, DateTimeOffset? since) =>
        (await request.Backend.FindAsync(request.Caller, new() { Ids = Numbers(ids), From = since, Most = int.MaxValue }, request.Ended)).ToDictionary(message => KavenegarReply.Id(message.Id), StringComparer.Ordinal);

    private static List<long> Numbers(IReadOnlyList<string> ids) =>
        [.. ids.Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0)];
}
