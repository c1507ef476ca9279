using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>What the front answers: the envelope's status is the HTTP status too.</summary>
internal sealed record KavenegarReply(int Status, string Body)
{
    public static readonly KavenegarReturn Done = new(200, "تایید شد");

    public static KavenegarReply Of<T>(T answer, JsonTypeInfo<T> type) => new(200, JsonSerializer.Serialize(answer, type));

    public static KavenegarReply Of(IEnumerable<KavenegarMessage> rows) => Of(new KavenegarMessages(Done, [.. rows]), KavenegarJson.Wire.KavenegarMessages);

    public static KavenegarReply Of(IEnumerable<KavenegarState> rows) => Of(new KavenegarStates(Done, [.. rows]), KavenegarJson.Wire.KavenegarStates);

    public static KavenegarReply Refused(int code)
    {
        var text = KavenegarCodes.Table.Text(code.ToString(CultureInfo.InvariantCulture), "fa");
        return new(code, JsonSerializer.Serialize(new KavenegarMessages(new(code, text), null), KavenegarJson.Wire.KavenegarMessages));
    }

    public static KavenegarReply Refused(FrontRefusal why) => Refused(why switch
    {
        FrontRefusal.BadKey => 403,
        FrontRefusal.AccountDisabled or FrontRefusal.AccountExpired => 401,
        FrontRefusal.AddressNotAllowed => 407,
        FrontRefusal.NoCredit => 418,
        FrontRefusal.LineNotOwned => 412,
        FrontRefusal.BadNumber or FrontRefusal.Blacklisted => 411,
        FrontRefusal.TemplateMissing => 424,
        FrontRefusal.Throttled => 451,
        _ => 402,
    });

    public static KavenegarMessage Row(FrontMessage message, int? status = null) => new(
        Id(message.Id), message.Text, status ?? StatusOf(message), StatusText(status ?? StatusOf(message)), message.Line, KavenegarRequest.National(message.To),
        (message.ScheduledAt ?? message.At).ToUnixTimeSeconds(), (long)message.Cost);

    public static KavenegarState State(string id, FrontMessage? message, string? localId = null, string? receptor = null)
    {
        var status = message is null ? 100 : StatusOf(message);
        return new(id, localId, receptor, status, StatusText(status));
    }

    public static int StatusOf(FrontMessage message) => message.State switch
    {
        FrontState.Queued => 1,
        FrontState.Scheduled => 2,
        FrontState.Sent => message.Id % 2 == 0 ? 4 : 5,   // both are met, and both mean the same
        FrontState.Failed => 6,
        FrontState.Delivered => 10,
        FrontState.Undelivered or FrontState.Expired => 11,
        FrontState.Cancelled => 13,
        FrontState.Blocked => 14,
        _ => 100,
    };

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string? StatusText(int status) => KavenegarCodes.Table.Text(KavenegarCodes.OfState(status), "fa");
}
