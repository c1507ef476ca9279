using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>A call that came to the front, and the vendor's ways of answering it.</summary>
internal sealed record GhasedakExchange(HttpContext Context, FrontCaller Caller, IFrontBackend Backend, GhasedakJson Json)
{
    public const string Done = "با موفقیت انجام شد";

    /// <summary>Words that leave the choice of a line to the vendor.</summary>
    private static readonly string[] AnyLine = ["Priority", "Fastest", "Cheapest"];

    public CancellationToken Ended => Context.RequestAborted;

    /// <summary>Null: the body can't be read.</summary>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(Context.Request.Body, type, Ended);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Of the query; null: not there, or empty.</summary>
    public string? Asked(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public static IResult Answer<T>(T answer, JsonTypeInfo<T> type) => TypedResults.Json(answer, type);

    public IResult Refused(int code) => Refused(Json, code);

    public IResult Refused(FrontRefusal why) => Refused(Json, CodeOf(why));

    public static IResult Refused(GhasedakJson json, int code) => TypedResults.Json(new(false, code, TextOf(code), null), json.GhasedakSingleAnswer, statusCode: code);

    public static string? TextOf(int code) => GhasedakCodes.Table.Text(GhasedakCodes.OfError(code), "fa");

    public static int CodeOf(FrontRefusal why) => why switch
    {
        FrontRefusal.BadKey => 401,
        FrontRefusal.AccountDisabled or FrontRefusal.AccountExpired or FrontRefusal.AddressNotAllowed => 403,
        FrontRefusal.NoCredit => 402,
        FrontRefusal.LineNotOwned => 412,
        FrontRefusal.BadNumber or FrontRefusal.Blacklisted => 411,
        FrontRefusal.TemplateMissing => 404,
        FrontRefusal.Throttled => 429,
        _ => 500,
    };

    public static int StatusOf(FrontMessage message) => message.State switch
    {
        FrontState.Cancelled => 1,
        FrontState.Blocked => 2,
        FrontState.Sent => 3,
        FrontState.Undelivered or FrontState.Expired => 4,
        FrontState.Delivered => 5,
        FrontState.Failed => 6,
        _ => 0,
    };

    /// <summary>Null: the account's default.</summary>
    public static string? Line(string? asked) => string.IsNullOrEmpty(asked) || AnyLine.Contains(asked, StringComparer.OrdinalIgnoreCase) ? null : asked;

    /// <summary>E.164; null: no number that can be written to.</summary>
    public static string? Receptor(string? text) => Recipient.TryParse(text, out var to) && (to.IsMobile || !to.IsIranian) ? to.E164 : null;

    public static string National(string number) => Recipient.TryParse(number, out var known) ? known.National : number;

    public static string Id(FrontMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>One that is past goes out at once.</summary>
    /// <returns>False: no time at all.</returns>
    public static bool IsTime(string? text, out DateTimeOffset? at)
    {
        at = GhasedakTime.Read(text);
        return string.IsNullOrEmpty(text) || at is not null;
    }
}
