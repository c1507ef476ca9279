using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.RayganSms;

/// <summary>The front's sends, with the vendor's own checks.</summary>
internal static class RayganSmsFrontSending
{
    private const int MostRecipients = 50_000, MostParts = 10, HighestPort = 65_535;

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public static async Task<IResult> SendAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsMessage) is not { } asked) return RayganSmsExchange.Refused(1001);
        if (string.IsNullOrWhiteSpace(asked.PhoneNumber)) return RayganSmsExchange.Refused(1002);
        if (asked.Mobiles is not { Count: > 0 } mobiles || string.IsNullOrEmpty(asked.Message)) return RayganSmsExchange.Refused(1004);
        if (mobiles.Count > MostRecipients) return RayganSmsExchange.Refused(2005);
        if (Segments.Count(asked.Message).Segments > MostParts) return RayganSmsExchange.Refused(2006);
        if (Fault(asked.SendDateInTimeStamp, exchange.Backend.Now) is { } code) return RayganSmsExchange.Refused(code);
        List<FrontDelivery> deliveries = [];
        foreach (var mobile in mobiles)
        {
            if (RayganSmsExchange.Mobile(mobile) is not { } to) return RayganSmsExchange.Refused(3004);
            deliveries.Add(new(to, asked.Message, asked.PhoneNumber));
        }
        var order = new FrontOrder(deliveries) { GroupId = asked.UserGroupId, ScheduledAt = asked.SendDateInTimeStamp is > 0 and var at ? DateTimeOffset.FromUnixTimeSeconds(at) : null };
        return await exchange.Backend.SendAsync(exchange.Caller, order, exchange.Ended) switch
        {
            FrontSending.Taken(var call, _) => exchange.Answer(new(0, RayganSmsExchange.Done, RayganSmsExchange.GroupOf(call)), RayganSmsJson.Wire.RayganSmsWord),
            FrontSending.Refused(var why, _) => RayganSmsExchange.Refused(why),
            _ => RayganSmsExchange.Refused(5001),
        };
    }

    public static async Task<IResult> CorrespondingAsync(RayganSmsExchange exchange, bool toPort)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsCorresponding) is not { } asked) return RayganSmsExchange.Refused(1001);
        if (string.IsNullOrWhiteSpace(asked.PhoneNumber)) return RayganSmsExchange.Refused(1002);
        if (asked.RecipientsMessage is not { Count: > 0 } rows || rows.Any(row => string.IsNullOrEmpty(row.Message))) return RayganSmsExchange.Refused(1004);
        if (toPort && (asked.ReceivePortNumber is not (>= 0 and <= HighestPort) || asked.SendPortNumber is not (>= 0 and <= HighestPort))) return RayganSmsExchange.Refused(2007);
        if (rows.Count > MostRecipients) return RayganSmsExchange.Refused(2005);
        if (rows.Any(row => Segments.Count(row.Message).Segments > MostParts)) return RayganSmsExchange.Refused(2006);
        List<FrontDelivery> deliveries = [];
        foreach (var row in rows)
        {
            if (RayganSmsExchange.Mobile(row.Mobile) is not { } to) return RayganSmsExchange.Refused(3004);
            deliveries.Add(new(to, row.Message!, asked.PhoneNumber));
        }
        return await exchange.Backend.SendAsync(exchange.Caller, new(deliveries) { GroupId = asked.UserGroupId }, exchange.Ended) switch
        {
            FrontSending.Taken(_, var messages) => exchange.Answer(new(0, RayganSmsExchange.Done, [.. messages.Zip(rows, Row)]), RayganSmsJson.Wire.RayganSmsItems),
            FrontSending.Refused(var why, _) => RayganSmsExchange.Refused(why),
            _ => RayganSmsExchange.Refused(5001),
        };
    }

    private static RayganSmsItem Row(FrontMessage message, RayganSmsRecipient asked) => new(asked.Id, RayganSmsExchange.National(message.To), RayganSmsExchange.Id(message));

    /// <summary>A time that is past is now; one that is too far is out of range.</summary>
    private static int? Fault(long? seconds, DateTimeOffset now) =>
        seconds is < 0 or >= 253_402_300_800 ? 1003
        : seconds is { } at && DateTimeOffset.FromUnixTimeSeconds(at) > now + Furthest ? 2004
        : null;
}
