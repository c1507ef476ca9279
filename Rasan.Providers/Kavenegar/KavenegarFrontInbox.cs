using System.Globalization;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's questions about what came in.</summary>
internal static class KavenegarFrontInbox
{
    private const int MostReceived = 100, PageSize = 200;

    private static readonly TimeSpan LongestPaged = TimeSpan.FromDays(2), LongestCount = TimeSpan.FromDays(1);

    /// <summary>New ones count as read once they were given.</summary>
    public static async Task<KavenegarReply> ReceiveAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.LineNumber, KavenegarFields.IsRead) is { } missing) return missing;
        if (IsRead(request) is not { } isRead) return KavenegarReply.Refused(400);
        var question = new FrontInboxQuestion { Line = request.Text(KavenegarFields.LineNumber), WasRead = isRead, Most = MostReceived, MarkRead = !isRead };
        var found = await request.Backend.InboxAsync(request.Caller, question, request.Ended);
        return KavenegarReply.Of(new KavenegarInbox(KavenegarReply.Done, [.. found.Select(Row)]), KavenegarJson.Wire.KavenegarInbox);
    }

    public static async Task<KavenegarReply> InboxPagedAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.LineNumber, KavenegarFields.IsRead) is { } missing) return missing;
        if (IsRead(request) is not { } isRead) return KavenegarReply.Refused(400);
        var window = request.Text(KavenegarFields.StartDate) is null or "0" ? (null, null) : KavenegarFrontOutbox.Window(request, LongestPaged) is var (from, until) ? (from, until) : ((DateTimeOffset?, DateTimeOffset?)?)null;
        if (window is not { } between) return KavenegarReply.Refused(417);
        var question = new FrontInboxQuestion { Line = request.Text(KavenegarFields.LineNumber), WasRead = isRead, From = between.Item1, Until = between.Item2, Most = int.MaxValue };
        var found = await request.Backend.InboxAsync(request.Caller, question, request.Ended);
        var (page, pages) = (Math.Max(1, request.Number(KavenegarFields.PageNumber) ?? 1), (found.Count + PageSize - 1) / PageSize);
        if (page > Math.Max(1, pages)) return KavenegarReply.Refused(415);
        var metadata = new KavenegarMetadata(Text(found.Count), Text(page), Text(pages), Text(PageSize));
        return KavenegarReply.Of(new KavenegarInbox(KavenegarReply.Done, [.. found.Skip((int)(page - 1) * PageSize).Take(PageSize).Select(Row)], metadata), KavenegarJson.Wire.KavenegarInbox);
    }

    public static async Task<KavenegarReply> CountInboxAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.StartDate) is { } missing) return missing;
        if (KavenegarFrontOutbox.Window(request, LongestCount) is not var (from, until)) return KavenegarReply.Refused(417);
        var question = new FrontInboxQuestion { Line = request.Text(KavenegarFields.LineNumber), WasRead = IsRead(request), From = from, Until = until, Most = int.MaxValue };
        var found = await request.Backend.InboxAsync(request.Caller, question, request.Ended);
        var count = new KavenegarCount(from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), SumPart: null, found.Count, Cost: null);
        return KavenegarReply.Of(new KavenegarCounts(KavenegarReply.Done, [count]), KavenegarJson.Wire.KavenegarCounts);
    }

    /// <summary>A sender as the vendor writes it; what is no number stays as it is.</summary>
    public static string Sender(string from) => Recipient.TryParse(from, out var number) ? KavenegarCaller.Number(number) : from;

    private static KavenegarInbound Row(FrontInbound message) => new(KavenegarReply.Id(message.Id), message.Text, Sender(message.From), message.Line, message.At.ToUnixTimeSeconds());

    private static bool? IsRead(KavenegarRequest request) => request.Text(KavenegarFields.IsRead) switch { "0" => false, "1" => true, _ => null };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
