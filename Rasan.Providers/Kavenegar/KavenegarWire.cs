using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Providers.Kavenegar;

/// <summary>The vendor's calls, behind <c>/v1/{key}/</c> and before <c>.json</c>.</summary>
public static class KavenegarCalls
{
    public const string Send = "sms/send", SendArray = "sms/sendarray", Lookup = "verify/lookup", MakeTts = "call/maketts";
    public const string Status = "sms/status", StatusByLocalId = "sms/statuslocalmessageid", StatusByReceptor = "sms/statusbyreceptor", Select = "sms/select";
    public const string SelectOutbox = "sms/selectoutbox", LatestOutbox = "sms/latestoutbox", CountOutbox = "sms/countoutbox", Cancel = "sms/cancel";
    public const string Receive = "sms/receive", InboxPaged = "sms/inboxpaged", CountInbox = "sms/countinbox";
    public const string BlockedList = "line/blocked/list", BlockedAdd = "line/blocked/add", BlockedExists = "line/blocked/exists", BlockedRemove = "line/blocked/remove";
    public const string AccountInfo = "account/info", AccountConfig = "account/config";

    /// <summary>Answers anyone: the key in its path is 0.</summary>
    public const string GetDate = "utils/getdate";
}

/// <summary>Names of what a call carries, as form fields or in the query.</summary>
public static class KavenegarFields
{
    public const string Receptor = "receptor", Message = "message", Sender = "sender", Date = "date", Type = "type", LocalId = "localid", LocalMessageIds = "localmessageids";
    public const string Hide = "hide", Tag = "tag", Policy = "policy", MediaId = "mediaid";
    public const string MessageId = "messageid", StartDate = "startdate", EndDate = "enddate", Status = "status", PageSize = "pagesize", PageNumber = "pagenumber";
    public const string LineNumber = "linenumber", IsRead = "isread", BlockReason = "blockreason";
    public const string Template = "template", Token = "token", Token2 = "token2", Token3 = "token3", Token10 = "token10", Token20 = "token20";

    // of the callbacks
    public const string From = "from", To = "to";
}

/// <summary>The envelope. With an error there are no entries.</summary>
public abstract record KavenegarAnswer([property: JsonPropertyOrder(-1), JsonConverter(typeof(LooseObject<KavenegarReturn>))] KavenegarReturn? Return);

/// <param name="Status">The vendor's own code; it is the HTTP status too.</param>
public sealed record KavenegarReturn(long? Status, string? Message);

/// <summary>Answer of sms/send, sms/sendarray, verify/lookup, call/maketts and sms/select, and of any call with an error.</summary>
public sealed record KavenegarMessages(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseRows<KavenegarMessage>))] IReadOnlyList<KavenegarMessage>? Entries) : KavenegarAnswer(Return);

/// <summary>verify/lookup and call/maketts, where they answer with one object.</summary>
public sealed record KavenegarOneMessage(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseObject<KavenegarMessage>))] KavenegarMessage? Entries) : KavenegarAnswer(Return);

/// <summary>Answer of the status questions and of sms/cancel.</summary>
public sealed record KavenegarStates(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseRows<KavenegarState>))] IReadOnlyList<KavenegarState>? Entries) : KavenegarAnswer(Return);

/// <summary>Answer of sms/receive and sms/inboxpaged.</summary>
public sealed record KavenegarInbox(
    KavenegarReturn? Return, [property: JsonConverter(typeof(LooseRows<KavenegarInbound>))] IReadOnlyList<KavenegarInbound>? Entries,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(LooseObject<KavenegarMetadata>))] KavenegarMetadata? Metadata = null) : KavenegarAnswer(Return);

public sealed record KavenegarAccount(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseObject<KavenegarAccountInfo>))] KavenegarAccountInfo? Entries) : KavenegarAnswer(Return);

public sealed record KavenegarClock(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseObject<KavenegarDate>))] KavenegarDate? Entries) : KavenegarAnswer(Return);

/// <summary>Of a list in pages; all of it text.</summary>
public sealed record KavenegarMetadata(string? TotalCount, string? CurrentPage, string? TotalPages, string? PageSize);

/// <summary>One message as it was taken over.</summary>
/// <param name="Date">Unix seconds.</param>
/// <param name="Cost">Rials.</param>
public sealed record KavenegarMessage(
    [property: JsonConverter(typeof(NumericId))] string? MessageId, string? Message, long? Status, string? StatusText, string? Sender, string? Receptor, long? Date, long? Cost);

/// <summary>One state.</summary>
/// <param name="LocalId">The caller's own id, as text, where it was asked by it.</param>
/// <param name="Receptor">Where it was asked by receptor.</param>
public sealed record KavenegarState(
    [property: JsonConverter(typeof(NumericId))] string? MessageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LocalId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Receptor,
    long? Status, string? StatusText);

/// <summary>An inbound message.</summary>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Receptor">Our line.</param>
/// <param name="Date">Unix seconds.</param>
public sealed record KavenegarInbound([property: JsonConverter(typeof(NumericId))] string? MessageId, string? Message, string? Sender, string? Receptor, long? Date);

/// <param name="RemainCredit">Rials.</param>
/// <param name="ExpireDate">Unix seconds; before 2010 it means nothing.</param>
/// <param name="Type"><c>master</c> or <c>child</c>.</param>
public sealed record KavenegarAccountInfo(long? RemainCredit, long? ExpireDate, string? Type);

/// <summary>The vendor's clock.</summary>
public sealed record KavenegarDate(string? DateTime, long? Year, long? Month, long? Day, long? Hour, long? Minute, long? Second, long? UnixTime);

/// <summary>Answer of the counting questions.</summary>
public sealed record KavenegarCounts(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseRows<KavenegarCount>))] IReadOnlyList<KavenegarCount>? Entries) : KavenegarAnswer(Return);

/// <param name="SumPart">Billed parts; not said of inbound messages.</param>
/// <param name="Cost">Rials.</param>
public sealed record KavenegarCount(
    long? StartDate, long? EndDate, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? SumPart, long? SumCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Cost);

/// <summary>Answer of account/config.</summary>
public sealed record KavenegarConfig(KavenegarReturn? Return, [property: JsonConverter(typeof(LooseObject<KavenegarConfigEntries>))] KavenegarConfigEntries? Entries) : KavenegarAnswer(Return);

/// <summary>All of it text.</summary>
public sealed record KavenegarConfigEntries(string? ApiLogs, string? DailyReport, string? DebugMode, string? DefaultSender, string? MinCreditAlarm, string? ResendFailed);

/// <summary>Answer of line/blocked.</summary>
public sealed record KavenegarBlocked(
    KavenegarReturn? Return, [property: JsonConverter(typeof(LooseRows<KavenegarBlockedNumber>))] IReadOnlyList<KavenegarBlockedNumber>? Entries,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(LooseObject<KavenegarMetadata>))] KavenegarMetadata? Metadata = null) : KavenegarAnswer(Return);

/// <param name="BlockReason">0 by the API, 1 in the panel, 2 by the recipient, 3 by the operator, 10 not known.</param>
/// <param name="Status">What became of an addition or a question: <c>Active</c>, <c>AlreadyExists</c>, <c>NotExists</c>.</param>
public sealed record KavenegarBlockedNumber(
    string? Number, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? BlockReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status);

[JsonSerializable(typeof(KavenegarCounts))]
[JsonSerializable(typeof(KavenegarConfig))]
[JsonSerializable(typeof(KavenegarBlocked))]
[JsonSerializable(typeof(KavenegarMessages))]
[JsonSerializable(typeof(KavenegarOneMessage))]
[JsonSerializable(typeof(KavenegarStates))]
[JsonSerializable(typeof(KavenegarInbox))]
[JsonSerializable(typeof(KavenegarAccount))]
[JsonSerializable(typeof(KavenegarClock))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class KavenegarJson : JsonSerializerContext
{
    /// <summary>All names in lower case, in one word.</summary>
    public static KavenegarJson Wire { get; } = new(LooseJson.Options(new LowerCase()));

    private sealed class LowerCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
