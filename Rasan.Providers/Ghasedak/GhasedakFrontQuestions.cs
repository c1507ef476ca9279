using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>The front's questions: states, the account, what came in.</summary>
internal static class GhasedakFrontQuestions
{
    private const int MostReceived = 100, LargestPage = 200, UsualPage = 10;

    public static async Task<IResult> StatusAsync(GhasedakExchange exchange)
    {
        var ids = exchange.Context.Request.Query["Ids"].SelectMany(some => (some ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (ids.Count == 0 || IsByReference(exchange.Asked("Type")) is not { } byReference) return exchange.Refused(400);
        if (ids.Count > GhasedakProvider.MostIds) return exchange.Refused(414);
        var question = byReference ? new FrontQuestion { OwnIds = ids } : new FrontQuestion { Ids = Numbers(ids) };
        var found = await exchange.Backend.FindAsync(exchange.Caller, question, exchange.Ended);
        return GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, [.. found.Select(Row)]), exchange.Json.GhasedakStatusAnswer);
    }

    public static async Task<IResult> AccountAsync(GhasedakExchange exchange)
    {
        var standing = await exchange.Backend.StandingAsync(exchange.Caller, exchange.Ended);
        var info = new GhasedakAccountInfo((long)standing.Credit, standing.ExpiresAt is { } end ? GhasedakTime.Told(end) : null, "نقره ای");
        return GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, info), exchange.Json.GhasedakAccountAnswer);
    }

    /// <summary>What is given counts as read from then on.</summary>
    public static async Task<IResult> ReceivedAsync(GhasedakExchange exchange)
    {
        if (Question(exchange) is not { } question) return exchange.Refused(400);
        var found = await exchange.Backend.InboxAsync(exchange.Caller, question with { Most = MostReceived, MarkRead = true }, exchange.Ended);
        return GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, new([.. found.Select(Row)])), exchange.Json.GhasedakReceivedAnswer);
    }

    /// <summary>Pages are counted from 1; the vendor's own SDK asks for page 0, and for PageNumber.</summary>
    public static async Task<IResult> ReceivedPageAsync(GhasedakExchange exchange)
    {
        if (Question(exchange) is not { } question) return exchange.Refused(400);
        var page = Math.Max(1, Number(exchange, "PageIndex") ?? Number(exchange, "PageNumber") ?? 1);
        var size = Math.Clamp(Number(exchange, "PageSize") ?? UsualPage, 1, LargestPage);
        var dated = question with { From = GhasedakTime.Read(exchange.Asked("StartDate")), Until = GhasedakTime.Read(exchange.Asked("EndDate")), Most = int.MaxValue };
        var found = await exchange.Backend.InboxAsync(exchange.Caller, dated, exchange.Ended);
        var pages = (found.Count + size - 1) / size;
        var data = new GhasedakInboxPage(page, size, found.Count, pages, page > 1, page < pages, [.. found.Skip((int)Math.Min((page - 1) * size, int.MaxValue)).Take((int)size).Select(Row)]);
        return GhasedakExchange.Answer(new(true, 200, GhasedakExchange.Done, data), exchange.Json.GhasedakReceivedPageAnswer);
    }

    public static List<long> Numbers(IEnumerable<string> ids) => [.. ids.Select(id => long.TryParse(Digits.Fold(id), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0)];

    /// <summary>1 and 2, or the names that the vendor's SDKs write. Null: neither.</summary>
    private static bool? IsByReference(string? type) => type?.ToUpperInvariant() switch
    {
        null or "1" or "MESSAGEID" => false,
        "2" or "CLIENTREFERENCEID" or "CHECKID" or "REFERENCEID" => true,
        _ => null,
    };

    private static FrontInboxQuestion? Question(GhasedakExchange exchange) => exchange.Asked("LineNumber") is not { } line ? null : exchange.Asked("IsRead")?.ToUpperInvariant() switch
    {
        null or "0" or "FALSE" => new() { Line = line, WasRead = false },
        "1" or "TRUE" => new() { Line = line, WasRead = true },
        _ => null,
    };

    private static long? Number(GhasedakExchange exchange, string name) => long.TryParse(exchange.Asked(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static GhasedakStatus Row(FrontMessage message) => new(
        GhasedakExchange.Id(message), message.OwnId, message.Text, message.Line, GhasedakExchange.National(message.To), GhasedakExchange.StatusOf(message), (long)message.Cost,
        GhasedakTime.Listed(message.ScheduledAt ?? message.At));

    private static GhasedakInbound Row(FrontInbound message) => new(
        message.Id.ToString(CultureInfo.InvariantCulture), message.Text, GhasedakExchange.National(message.From), message.Line, GhasedakTime.Listed(message.At));
}
