using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Providers.Ghasedak;

/// <summary>The vendor's methods, behind <c>/rest/api/v1/WebService/</c>.</summary>
public static class GhasedakMethods
{
    public const string SendSingle = "SendSingleSMS", SendBulk = "SendBulkSMS", SendPair = "SendPairToPairSMS", SendOtp = "SendOtpSMS", SendOtpWithParams = "SendOtpWithParams", SendOtpOld = "SendOtpSMSOld";
    public const string OtpParameters = "GetOtpTemplateParameters", Status = "CheckSmsStatus", Account = "GetAccountInformation";
    public const string Received = "GetReceivedSmses", ReceivedPaging = "GetReceivedSmsesPaging";

    public const string Path = "rest/api/v1/WebService", OldPath = "v2";

    /// <summary>The header that holds the key.</summary>
    public const string KeyHeader = "ApiKey";
}

/// <summary>Times: with an offset in the answers to sends, without one in lists, where Tehran's is meant.</summary>
public static class GhasedakTime
{
    public static readonly TimeSpan Tehran = new(3, 30, 0);

    public static string Asked(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Told(DateTimeOffset at) => at.ToOffset(Tehran).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    public static string Listed(DateTimeOffset at) => at.ToOffset(Tehran).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)) return null;
        if (time.Kind is DateTimeKind.Unspecified) return time.Ticks > Tehran.Ticks ? new DateTimeOffset(time, Tehran) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact.ToUniversalTime() : null;
    }
}

public sealed record GhasedakSingle(string? LineNumber, string? Receptor, string? Message, string? ClientReferenceId, string? SendDate = null, bool? Udh = null);

/// <param name="ClientReferenceId">One for all.</param>
public sealed record GhasedakBulk(string? LineNumber, IReadOnlyList<string>? Receptors, string? Message, string? ClientReferenceId, bool? IsVoice = null, string? SendDate = null, bool? Udh = null);

public sealed record GhasedakPairs([property: JsonConverter(typeof(LooseRows<GhasedakPair>))] IReadOnlyList<GhasedakPair>? Items, bool? Udh = null);

public sealed record GhasedakPair(string? LineNumber, string? Receptor, string? Message, string? ClientReferenceId, string? SendDate = null);

public sealed record GhasedakOtp(
    [property: JsonConverter(typeof(LooseRows<GhasedakOtpReceptor>))] IReadOnlyList<GhasedakOtpReceptor>? Receptors, string? TemplateName,
    [property: JsonConverter(typeof(LooseRows<GhasedakOtpInput>))] IReadOnlyList<GhasedakOtpInput>? Inputs, bool? IsVoice, string? SendDate = null, bool? Udh = null);

/// <summary>The older form: values by place.</summary>
public sealed record GhasedakOtpWithParams(
    [property: JsonConverter(typeof(LooseRows<GhasedakOtpReceptor>))] IReadOnlyList<GhasedakOtpReceptor>? Receptors, string? TemplateName,
    string? Param1, string? Param2, string? Param3, string? Param4, string? Param5, string? Param6, string? Param7, string? Param8, string? Param9, string? Param10,
    bool? IsVoice, string? SendDate = null, bool? Udh = null);

public sealed record GhasedakOtpReceptor(string? Mobile, string? ClientReferenceId);

public sealed record GhasedakOtpInput(string? Param, string? Value);

/// <summary>The envelope. <paramref name="IsSuccess"/> alone decides; with an error there is no data.</summary>
public abstract record GhasedakAnswer([property: JsonPropertyOrder(-3)] bool? IsSuccess, [property: JsonPropertyOrder(-2)] long? StatusCode, [property: JsonPropertyOrder(-1)] string? Message);

public sealed record GhasedakSingleAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakSent>))] GhasedakSent? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakBulkAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakBulkSent>))] GhasedakBulkSent? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakItemsAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakItems>))] GhasedakItems? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakStatusAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseRows<GhasedakStatus>))] IReadOnlyList<GhasedakStatus>? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakAccountAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakAccountInfo>))] GhasedakAccountInfo? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakParametersAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakParameters>))] GhasedakParameters? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakReceivedAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakInbox>))] GhasedakInbox? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

public sealed record GhasedakReceivedPageAnswer(bool? IsSuccess, long? StatusCode, string? Message, [property: JsonConverter(typeof(LooseObject<GhasedakInboxPage>))] GhasedakInboxPage? Data) : GhasedakAnswer(IsSuccess, StatusCode, Message);

/// <summary>One message as it was taken over: of a single send, or a row of a pair or OTP send.</summary>
/// <param name="MessageBody">What an OTP send calls the text.</param>
/// <param name="Cost">Rials.</param>
public sealed record GhasedakSent(
    string? Receptor, string? LineNumber, long? Cost, string? MessageId, string? ClientReferenceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message, string? SendDate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageBody = null);

/// <param name="Cost">Of all together.</param>
public sealed record GhasedakBulkSent(
    long? Cost, string? LineNumber, string? ClientReferenceId, [property: JsonConverter(typeof(LooseRows<GhasedakBulkRow>))] IReadOnlyList<GhasedakBulkRow>? Receptors, string? Message, string? SendDate);

public sealed record GhasedakBulkRow(string? Receptor, string? MessageId);

public sealed record GhasedakItems(
    [property: JsonConverter(typeof(LooseRows<GhasedakSent>))] IReadOnlyList<GhasedakSent>? Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? TotalCost = null);

/// <summary>A row without an offset in its time.</summary>
public sealed record GhasedakStatus(string? MessageId, string? ClientReferenceId, string? Message, string? LineNumber, string? Receptor, long? Status, long? Price, string? SendDate);

/// <param name="Credit">Rials.</param>
public sealed record GhasedakAccountInfo(long? Credit, string? ExpireDate, string? Plan);

public sealed record GhasedakParameters(IReadOnlyList<string>? Params, string? Message);

public sealed record GhasedakInbox([property: JsonConverter(typeof(LooseRows<GhasedakInbound>))] IReadOnlyList<GhasedakInbound>? Items);

public sealed record GhasedakInboxPage(
    long? PageIndex, long? PageSize, long? TotalCount, long? TotalPages, bool? HasPreviousPage, bool? HasNextPage,
    [property: JsonConverter(typeof(LooseRows<GhasedakInbound>))] IReadOnlyList<GhasedakInbound>? Items);

/// <param name="Sender">Who wrote it.</param>
/// <param name="LineNumber">Our line.</param>
public sealed record GhasedakInbound([property: JsonConverter(typeof(NumericId))] string? Id, string? Message, string? Sender, string? LineNumber, string? ReceiveDate);

/// <summary>The answer of the old API to a send: the ids.</summary>
public sealed record GhasedakOldAnswer(GhasedakOldResult Result, IReadOnlyList<long>? Items);

public sealed record GhasedakOldStatusAnswer(GhasedakOldResult Result, IReadOnlyList<GhasedakOldStatus>? Items);

public sealed record GhasedakOldResult(long Code, string? Message);

/// <param name="SendDate">Unix seconds.</param>
public sealed record GhasedakOldStatus(
    [property: JsonPropertyName("messageid")] long MessageId, [property: JsonPropertyName("checkid")] string? CheckId, string? Message, [property: JsonPropertyName("linenumber")] string? LineNumber,
    string? Receptor, int Status, long Price, [property: JsonPropertyName("senddate")] long SendDate);

[JsonSerializable(typeof(GhasedakSingle))]
[JsonSerializable(typeof(GhasedakBulk))]
[JsonSerializable(typeof(GhasedakPairs))]
[JsonSerializable(typeof(GhasedakOtp))]
[JsonSerializable(typeof(GhasedakOtpWithParams))]

[JsonSerializable(typeof(GhasedakSingleAnswer))]
[JsonSerializable(typeof(GhasedakBulkAnswer))]
[JsonSerializable(typeof(GhasedakItemsAnswer))]
[JsonSerializable(typeof(GhasedakStatusAnswer))]
[JsonSerializable(typeof(GhasedakAccountAnswer))]
[JsonSerializable(typeof(GhasedakParametersAnswer))]
[JsonSerializable(typeof(GhasedakReceivedAnswer))]
[JsonSerializable(typeof(GhasedakReceivedPageAnswer))]
[JsonSerializable(typeof(GhasedakOldAnswer))]
[JsonSerializable(typeof(GhasedakOldStatusAnswer))]
public sealed partial class GhasedakJson : JsonSerializerContext
{
    /// <summary>Answers, as the specifications have them. Read in any case.</summary>
    public static GhasedakJson Wire { get; } = new(LooseJson.Options(JsonNamingPolicy.CamelCase));

    /// <summary>Answers, as the vendor's own page shows them.</summary>
    public static GhasedakJson Pascal { get; } = new(LooseJson.Options(naming: null));

    /// <summary>Requests: what has no value is left out.</summary>
    public static GhasedakJson Asking { get; } = new(LooseJson.Options(JsonNamingPolicy.CamelCase, omitsNulls: true));
}
