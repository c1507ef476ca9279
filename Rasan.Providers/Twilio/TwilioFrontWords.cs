using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Twilio;

/// <summary>Messages and refusals as Twilio would put them.</summary>
internal static class TwilioFrontWords
{
    private const ulong InboundBit = 1UL << 63;

    public static string Sid(long id) => string.Create(CultureInfo.InvariantCulture, $"{TwilioWords.MessagePrefix}{(ulong)id:x32}");

    /// <summary>Inbound and outbound messages share one kind of id.</summary>
    public static string InboundSid(long id) => string.Create(CultureInfo.InvariantCulture, $"{TwilioWords.MessagePrefix}{InboundBit | (ulong)id:x32}");

    /// <summary>Null: no id of ours.</summary>
    public static (long Id, bool IsInbound)? Read(string sid)
    {
        if (sid is not ['S', 'M', ..] || sid.Length != 34 || !ulong.TryParse(sid.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return null;
        return ((long)(id & ~InboundBit), (id & InboundBit) != 0);
    }

    public static string Status(FrontMessage message) => message.State switch
    {
        FrontState.Scheduled => "scheduled",
        FrontState.Queued => TwilioWords.IsService(message.Line) ? "accepted" : "queued",
        FrontState.Sent => "sent",
        FrontState.Delivered => TwilioCodes.Delivered,
        FrontState.Failed => TwilioCodes.Failed,
        FrontState.Cancelled => TwilioCodes.Canceled,
        _ => TwilioCodes.Undelivered,
    };

    public static string? Fault(FrontState state) => state switch
    {
        FrontState.Undelivered => TwilioCodes.Unreachable,
        FrontState.Failed => TwilioCodes.Internal,
        FrontState.Blocked => TwilioCodes.BlockedLater,
        FrontState.Expired => TwilioCodes.TooOld,
        _ => null,
    };

    public static TwilioMessage Message(FrontCaller caller, FrontMessage message, bool isWiped = false)
    {
        var isService = TwilioWords.IsService(message.Line);
        var hasLeft = message.State is not (FrontState.Scheduled or FrontState.Queued or FrontState.Cancelled);
        var fault = Fault(message.State);
        return new(
            Sid(message.Id), caller.User, isService ? message.Line : null, message.To, isService ? null : message.Line, isWiped ? "" : message.Text,
            Status(message), TwilioWords.OutboundApi, message.Parts.ToString(CultureInfo.InvariantCulture), "0",
            hasLeft ? (-message.Cost).ToString("0.00000", CultureInfo.InvariantCulture) : null, "USD",
            fault is null ? null : long.Parse(fault, CultureInfo.InvariantCulture), fault is null ? null : TwilioCodes.Text(fault, "en"),
            TwilioTime.Write(message.At), TwilioTime.Write(message.StateAt), hasLeft ? TwilioTime.Write(message.State is FrontState.Sent ? message.StateAt : message.ScheduledAt ?? message.At) : null,
            TwilioWords.Version, Address(caller, Sid(message.Id)), new(Address(caller, Sid(message.Id)).Replace(".json", "/Media.json", StringComparison.Ordinal)));
    }

    public static TwilioMessage Message(FrontCaller caller, FrontInbound inbound)
    {
        var sid = InboundSid(inbound.Id);
        return new(
            sid, caller.User, null, inbound.Line, inbound.From, inbound.Text, "received", TwilioWords.Inbound, "1", "0", null, "USD", null, null,
            TwilioTime.Write(inbound.At), TwilioTime.Write(inbound.At), TwilioTime.Write(inbound.At), TwilioWords.Version, Address(caller, sid),
            new(Address(caller, sid).Replace(".json", "/Media.json", StringComparison.Ordinal)));
    }

    public static IResult Refused(FrontRefusal why, string to) => why switch
    {
        FrontRefusal.BadKey => Error(401, TwilioCodes.Authenticate, "Authenticate"),
        FrontRefusal.AddressNotAllowed => Error(403, TwilioCodes.Authenticate, "Permission Denied"),
        FrontRefusal.AccountDisabled or FrontRefusal.AccountExpired or FrontRefusal.NoCredit => Error(403, TwilioCodes.NotActive, "Account is not active"),
        FrontRefusal.LineNotOwned => Error(400, TwilioCodes.NotYours, "Mismatch between the 'From' number and the account"),
        FrontRefusal.BadNumber => Error(400, TwilioCodes.BadTo, $"Invalid 'To' Phone Number: {to}"),
        FrontRefusal.Blacklisted => Error(400, TwilioCodes.OptedOut, "Attempt to send to unsubscribed recipient"),
        FrontRefusal.TemplateMissing => Error(400, TwilioCodes.BadContent, "The ContentSid is Invalid"),
        _ => Error(429, TwilioCodes.TooMany, "Too Many Requests"),
    };

    public static IResult NotFound(string path) => Error(404, TwilioCodes.NotFound, $"The requested resource {path} was not found");

    public static IResult Error(int status, string code, string message) =>
        Results.Json(new TwilioError(long.Parse(code, CultureInfo.InvariantCulture), message, $"https://www.twilio.com/docs/errors/{code}", status), TwilioJson.Wire.TwilioError, statusCode: status);

    private static string Address(FrontCaller caller, string sid) => $"/{TwilioWords.Version}/Accounts/{caller.User}/Messages/{sid}.json";
}
