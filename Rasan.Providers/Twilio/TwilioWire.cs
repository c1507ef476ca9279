using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Providers.Twilio;

/// <summary>Names of what a call or a callback carries, as form fields or in the query.</summary>
public static class TwilioFields
{
    public const string To = "To", From = "From", MessagingServiceSid = "MessagingServiceSid", Body = "Body", ContentSid = "ContentSid", ContentVariables = "ContentVariables";
    public const string StatusCallback = "StatusCallback", ValidityPeriod = "ValidityPeriod", ScheduleType = "ScheduleType", SendAt = "SendAt", Status = "Status";

    /// <summary>The signs belong to the names: <c>DateSent&gt;=2026-11-20</c>.</summary>
    public const string DateSent = "DateSent", DateSentFrom = "DateSent>", DateSentUntil = "DateSent<";
    public const string PageSize = "PageSize", Page = "Page", PageToken = "PageToken";

    // of the callbacks
    public const string MessageSid = "MessageSid", SmsSid = "SmsSid", SmsMessageSid = "SmsMessageSid", AccountSid = "AccountSid", MessageStatus = "MessageStatus", SmsStatus = "SmsStatus";
    public const string ErrorCode = "ErrorCode", NumMedia = "NumMedia", NumSegments = "NumSegments", ApiVersion = "ApiVersion";
}

/// <summary>Words that are values on the wire.</summary>
public static class TwilioWords
{
    public const string Version = "2010-04-01";
    public const string Fixed = "fixed", Inbound = "inbound", OutboundApi = "outbound-api";

    /// <summary>A sender that begins so is no number but a Messaging Service.</summary>
    public const string ServicePrefix = "MG";
    public const string MessagePrefix = "SM";

    /// <summary>The longest body.</summary>
    public const int LongestBody = 1600;

    public static bool IsService(string? line) => line is ['M', 'G', ..];
}

/// <summary>A message, inbound or outbound: all of it text but the fault's number.</summary>
/// <param name="Price">Null at first, later negative: what was taken from the account.</param>
public sealed record TwilioMessage(
    string? Sid,
    string? AccountSid,
    string? MessagingServiceSid,
    string? To,
    string? From,
    string? Body,
    string? Status,
    string? Direction,
    string? NumSegments,
    string? NumMedia,
    string? Price,
    string? PriceUnit,
    long? ErrorCode,
    string? ErrorMessage,
    string? DateCreated,
    string? DateUpdated,
    string? DateSent,
    string? ApiVersion,
    string? Uri,
    [property: JsonConverter(typeof(LooseObject<TwilioMedia>))] TwilioMedia? SubresourceUris);

public sealed record TwilioMedia(string? Media);

/// <summary>A page of messages, newest first.</summary>
public sealed record TwilioMessages(
    [property: JsonConverter(typeof(LooseRows<TwilioMessage>))] IReadOnlyList<TwilioMessage>? Messages,
    string? FirstPageUri,
    string? NextPageUri,
    string? PreviousPageUri,
    long? Page,
    long? PageSize,
    long? Start,
    long? End,
    string? Uri);

/// <param name="Balance">A decimal as text.</param>
public sealed record TwilioBalance(
    string? AccountSid, [property: JsonConverter(typeof(LooseDecimalText))] decimal? Balance, string? Currency);

/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>closed</c>.</param>
/// <param name="Type"><c>Trial</c> or <c>Full</c>.</param>
public sealed record TwilioAccount(
    string? Sid, string? FriendlyName,
    string? Status, string? Type);

public sealed record TwilioNumbers(
    [property: JsonConverter(typeof(LooseRows<TwilioNumber>))] IReadOnlyList<TwilioNumber>? IncomingPhoneNumbers,
    string? NextPageUri,
    long? Page,
    long? PageSize,
    string? Uri);

public sealed record TwilioNumber(
    string? Sid, string? PhoneNumber, string? FriendlyName,
    [property: JsonConverter(typeof(LooseObject<TwilioNumberUse>))] TwilioNumberUse? Capabilities, string? Status);

public sealed record TwilioNumberUse(
    bool? Sms, bool? Mms, bool? Voice);

/// <summary>A refusal. The code may be missing where the vendor's own door failed.</summary>
public sealed record TwilioError(
    long? Code, string? Message,
    string? MoreInfo, long? Status);

/// <summary>How far inbound messages were pulled; given back as text.</summary>
/// <param name="Newest">The newest that was seen.</param>
/// <param name="Seen">Ids of the last minutes: the vendor's list may show a message after a younger one.</param>
/// <param name="Next">Where the walk through older pages goes on; null: it is done.</param>
/// <param name="Until">Where that walk ends; what lies before was pulled earlier.</param>
/// <param name="UntilSeen">What was seen when the walk began.</param>
public sealed record TwilioCursor(DateTimeOffset? Newest, IReadOnlyList<string> Seen, string? Next = null, DateTimeOffset? Until = null, IReadOnlyList<string>? UntilSeen = null);

/// <summary>A decimal that is written as text.</summary>
public sealed class LooseDecimalText : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseJson.Number(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) => writer.WriteStringValue(value?.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Times as the vendor writes them: <c>Thu, 24 Aug 2023 05:01:45 +0000</c>.</summary>
public static class TwilioTime
{
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

[JsonSerializable(typeof(TwilioMessage))]
[JsonSerializable(typeof(TwilioMessages))]
[JsonSerializable(typeof(TwilioBalance))]
[JsonSerializable(typeof(TwilioAccount))]
[JsonSerializable(typeof(TwilioNumbers))]
[JsonSerializable(typeof(TwilioError))]
[JsonSerializable(typeof(TwilioCursor))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TwilioJson : JsonSerializerContext
{
    public static TwilioJson Wire { get; } = new(LooseJson.Options(JsonNamingPolicy.SnakeCaseLower));
}
