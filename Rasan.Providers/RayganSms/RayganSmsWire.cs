using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Providers.RayganSms;

/// <summary>The vendor's methods, behind <c>/api/smsAPI/</c>; all of them POST.</summary>
public static class RayganSmsMethods
{
    public const string Send = "SendMessage", SendCorresponding = "SendCorrespondingMessage", SendToPort = "SendMessageToPort";
    public const string SendAutoCode = "SendAutoCode", CheckSendCode = "CheckSendCode", SendCode = "SendCode";
    public const string GroupStatus = "GroupMessageStatus", CorrespondingStatus = "CorrespondingMessageStatus", GroupId = "GetGroupMessageId";
    public const string Receive = "ReceiveMessages", Credit = "GetCredit", Prices = "GetPrices", WhiteList = "ShowWhiteList";

    public const string Path = "api/smsAPI";
}

/// <param name="PhoneNumber">The sender line.</param>
/// <param name="UserGroupId">The caller's own id for the whole call.</param>
/// <param name="SendDateInTimeStamp">Unix seconds; what is past goes out at once.</param>
public sealed record RayganSmsMessage(
    string? PhoneNumber, string? Message, IReadOnlyList<string>? Mobiles, [property: JsonPropertyName("UserGroupID")] string? UserGroupId, long? SendDateInTimeStamp = null);

/// <summary>Different texts; to a port of the handset where the ports are named, in the vendor's spelling.</summary>
public sealed record RayganSmsCorresponding(
    string? PhoneNumber, [property: JsonPropertyName("UserGroupID")] string? UserGroupId,
    [property: JsonConverter(typeof(LooseRows<RayganSmsRecipient>))] IReadOnlyList<RayganSmsRecipient>? RecipientsMessage,
    [property: JsonPropertyName("recievePortNumber")] long? ReceivePortNumber = null, [property: JsonPropertyName("sendPortNumber")] long? SendPortNumber = null);

/// <param name="Id">The caller's number of the row; comes back as a number.</param>
public sealed record RayganSmsRecipient(string? Id, string? Message, string? Mobile);

public sealed record RayganSmsAutoCode(string? Mobile, string? Footer);

public sealed record RayganSmsCodeCheck(string? Mobile, string? Code);

public sealed record RayganSmsOwnCode(string? Mobile, string? Message);

public sealed record RayganSmsGroupQuestion(string? GroupMessageId);

public sealed record RayganSmsIdsQuestion([property: JsonPropertyName("messageId")] IReadOnlyList<string>? MessageId);

public sealed record RayganSmsOwnGroup([property: JsonPropertyName("groupId")] string? GroupId);

/// <param name="StartDate">Unix seconds.</param>
/// <param name="EndDate">Unix seconds.</param>
/// <param name="Page">From 1.</param>
public sealed record RayganSmsInboxQuestion(string? PhoneNumber, long? StartDate, long? EndDate, long? Page);

public sealed record RayganSmsNothing;

/// <summary>The vendor's table has one name, its sample the other.</summary>
public sealed record RayganSmsNumbers(IReadOnlyList<string>? Mobiles, IReadOnlyList<string>? MobilesList);

/// <summary>The envelope; 0 is yes.</summary>
public abstract record RayganSmsAnswer([property: JsonPropertyOrder(-2)] long? Code, [property: JsonPropertyOrder(-1)] string? Message);

/// <summary>A guid, a number, or nothing: of SendMessage, GetGroupMessageId and GetCredit.</summary>
public sealed record RayganSmsWord(long? Code, string? Message, string? Result) : RayganSmsAnswer(Code, Message);

/// <summary>Read where it matters whether the vendor said nothing, or something nobody expects.</summary>
public sealed record RayganSmsAnything(long? Code, string? Message, JsonElement Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsNumber(long? Code, string? Message, decimal? Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsItems(long? Code, string? Message, [property: JsonConverter(typeof(LooseRows<RayganSmsItem>))] IReadOnlyList<RayganSmsItem>? Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsGroup(long? Code, string? Message, [property: JsonConverter(typeof(LooseObject<RayganSmsGroupState>))] RayganSmsGroupState? Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsStates(long? Code, string? Message, [property: JsonConverter(typeof(LooseRows<RayganSmsState>))] IReadOnlyList<RayganSmsState>? Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsInbox(long? Code, string? Message, [property: JsonConverter(typeof(LooseObject<RayganSmsInboxPage>))] RayganSmsInboxPage? Result) : RayganSmsAnswer(Code, Message);

public sealed record RayganSmsPrices(long? Code, string? Message, [property: JsonConverter(typeof(LooseObject<RayganSmsPrice>))] RayganSmsPrice? Result) : RayganSmsAnswer(Code, Message);

/// <summary>Numbers without the leading 0 that are not on the blacklist.</summary>
public sealed record RayganSmsWhiteList(long? Code, string? Message, IReadOnlyList<long>? Result) : RayganSmsAnswer(Code, Message);

/// <param name="Id">The row's number, as it was asked.</param>
/// <param name="Result">The message's id.</param>
public sealed record RayganSmsItem([property: JsonConverter(typeof(NumericId))] string? Id, string? Mobile, [property: JsonConverter(typeof(NumericId))] string? Result);

/// <summary>Of a group; while it is queued its rows say nothing.</summary>
public sealed record RayganSmsGroupState(string? StatusCode, [property: JsonConverter(typeof(LooseRows<RayganSmsMobileState>))] IReadOnlyList<RayganSmsMobileState>? MessagesListState);

/// <param name="Mobile">Without its leading 0.</param>
public sealed record RayganSmsMobileState(string? Mobile, string? Status);

public sealed record RayganSmsState(string? MsgId, string? Status);

public sealed record RayganSmsInboxPage(long? Page, long? TotalPage, [property: JsonConverter(typeof(LooseRows<RayganSmsInbound>))] IReadOnlyList<RayganSmsInbound>? ReceivedMsgs);

/// <param name="Mobile">With 98 before it.</param>
/// <param name="Date">Unix seconds.</param>
public sealed record RayganSmsInbound(string? Mobile, long? Date, string? MsgBody);

/// <summary>Of one part.</summary>
public sealed record RayganSmsPrice([property: JsonPropertyName("Fa_Price")] decimal? Persian, [property: JsonPropertyName("En_Price")] decimal? Latin);

[JsonSerializable(typeof(RayganSmsMessage))]
[JsonSerializable(typeof(RayganSmsCorresponding))]
[JsonSerializable(typeof(RayganSmsAutoCode))]
[JsonSerializable(typeof(RayganSmsCodeCheck))]
[JsonSerializable(typeof(RayganSmsOwnCode))]
[JsonSerializable(typeof(RayganSmsGroupQuestion))]
[JsonSerializable(typeof(RayganSmsIdsQuestion))]
[JsonSerializable(typeof(RayganSmsOwnGroup))]
[JsonSerializable(typeof(RayganSmsInboxQuestion))]
[JsonSerializable(typeof(RayganSmsNothing))]
[JsonSerializable(typeof(RayganSmsNumbers))]
[JsonSerializable(typeof(RayganSmsWord))]
[JsonSerializable(typeof(RayganSmsAnything))]
[JsonSerializable(typeof(RayganSmsNumber))]
[JsonSerializable(typeof(RayganSmsItems))]
[JsonSerializable(typeof(RayganSmsGroup))]
[JsonSerializable(typeof(RayganSmsStates))]
[JsonSerializable(typeof(RayganSmsInbox))]
[JsonSerializable(typeof(RayganSmsPrices))]
[JsonSerializable(typeof(RayganSmsWhiteList))]
public sealed partial class RayganSmsJson : JsonSerializerContext
{
    /// <summary>Answers; names are read in any case.</summary>
    public static RayganSmsJson Wire { get; } = new(LooseJson.Options(naming: null));

    /// <summary>Requests: what has no value is left out.</summary>
    public static RayganSmsJson Asking { get; } = new(LooseJson.Options(naming: null, omitsNulls: true));
}
