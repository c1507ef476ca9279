using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Providers.IPPanel;

/// <summary>The vendor's calls, behind the base address.</summary>
public static class IPPanelCalls
{
    public const string Send = "api/send", Cancel = "api/send/cancel", Price = "api/send/calculate-price";
    public const string List = "api/report/new_list", ByBulk = "api/report/by_bulk", Stats = "api/report/bulk_stats", Recipients = "api/report/recipients", Inbox = "api/report/messages-inbox";

    /// <summary>The newer documents call the list of numbers otherwise than the older ones.</summary>
    public const string Numbers = "api/numbers", NumbersToo = "api/number/numbers";
    public const string Credit = "api/payment/credit/mine", CheckToken = "api/acl/auth/check_token", Patterns = "api/patterns";
}

/// <summary>Times as the vendor takes and gives them.</summary>
public static class IPPanelTime
{
    /// <summary>UTC on the wire, whatever the account's owner has on the wall.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    public static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset? OfUnix(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>The envelope; with a refusal there is no data.</summary>
public abstract record IPPanelAnswer
{
    [JsonConverter(typeof(LooseObject<IPPanelMeta>)), JsonPropertyOrder(1)]
    public IPPanelMeta? Meta { get; init; }
}

/// <summary>What is said of a call. The code alone means little: it is told apart by the HTTP status.</summary>
public sealed record IPPanelMeta(bool? Status, string? Message, string? MessageCode)
{
    /// <summary>Texts by field; with no fault an object without fields, or an empty list.</summary>
    public JsonElement? Errors { get; init; }
    public IReadOnlyList<string>? MessageParameters { get; init; }
    public long? CurrentPage { get; init; }
    public long? From { get; init; }
    public long? LastPage { get; init; }
    public string? Path { get; init; }
    public long? PerPage { get; init; }
    public long? To { get; init; }
    public long? Total { get; init; }

    /// <summary>Names of the fields that were refused.</summary>
    [JsonIgnore]
    public IEnumerable<string> Fields => Errors is { ValueKind: JsonValueKind.Object } errors ? errors.EnumerateObject().Select(error => error.Name) : [];
}

/// <summary>An answer that has nothing more to say, or of which nothing more is wanted.</summary>
public sealed record IPPanelDone : IPPanelAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Data { get; init; }
}

public sealed record IPPanelSent([property: JsonConverter(typeof(LooseObject<IPPanelIds>))] IPPanelIds? Data) : IPPanelAnswer;

/// <summary>One id for each text that was sent, to however many recipients.</summary>
public sealed record IPPanelIds([property: JsonConverter(typeof(NumericIds))] IReadOnlyList<string>? MessageOutboxIds);

/// <summary>The same with its ids as text.</summary>
public sealed record IPPanelTextSent(IPPanelTextIds Data) : IPPanelAnswer;

public sealed record IPPanelTextIds(IReadOnlyList<string> MessageOutboxIds);

public sealed record IPPanelRecipients([property: JsonConverter(typeof(LooseRows<IPPanelRecipient>))] IReadOnlyList<IPPanelRecipient>? Data) : IPPanelAnswer;

/// <param name="MessageStatus">A digit as text; none before the operator has it.</param>
public sealed record IPPanelRecipient(string? Recipient, string? Message, bool? IsReadable, string? MsgParts, string? MessageStatus);

public sealed record IPPanelBulks([property: JsonConverter(typeof(LooseRows<IPPanelBulk>))] IReadOnlyList<IPPanelBulk>? Data) : IPPanelAnswer;

public sealed record IPPanelOneBulk([property: JsonConverter(typeof(LooseObject<IPPanelBulk>))] IPPanelBulk? Data) : IPPanelAnswer;

/// <summary>One text that was sent, to however many recipients. Times are Unix seconds as text.</summary>
public sealed record IPPanelBulk(
    string? Username, string? Number, string? MessagesOutboxId, string? State, string? Type, string? TimeSend, string? Time, string? RcptsCount, string? ExitCount,
    string? Status, string? Valid, string? Message, string? Part, decimal? Cost, string? RejectComment, long? StateId);

public sealed record IPPanelInboxPage([property: JsonConverter(typeof(LooseRows<IPPanelInboxRow>))] IReadOnlyList<IPPanelInboxRow>? Data) : IPPanelAnswer;

/// <param name="Number">Our line.</param>
/// <param name="Time">Unix seconds.</param>
public sealed record IPPanelInboxRow([property: JsonConverter(typeof(NumericId))] string? MessagesInboxId, string? From, string? Number, string? Message, string? Type, [property: JsonConverter(typeof(NumericId))] string? Time, string? Seen);

public sealed record IPPanelNumbers([property: JsonConverter(typeof(LooseRows<IPPanelNumber>))] IReadOnlyList<IPPanelNumber>? Data) : IPPanelAnswer;

/// <param name="Gets">Whether it receives: 0 or 1.</param>
public sealed record IPPanelNumber([property: JsonConverter(typeof(NumericId))] string? Id, string? Number, long? OperatorId, string? Alias, long? Gets, [property: JsonPropertyName("is_66_char")] long? Is66Char);

public sealed record IPPanelCreditAnswer([property: JsonConverter(typeof(LooseObject<IPPanelCredit>))] IPPanelCredit? Data) : IPPanelAnswer;

/// <param name="Credit">With decimals; its unit is not stated, its size is that of rials.</param>
public sealed record IPPanelCredit(decimal? Credit, decimal? YesterdayCredit, decimal? Gift, string? GiftExpiresAt, string? UpdatedAt);

public sealed record IPPanelPriceAnswer([property: JsonConverter(typeof(LooseObject<IPPanelPrice>))] IPPanelPrice? Data) : IPPanelAnswer;

public sealed record IPPanelPrice(decimal? MciPrice, decimal? OtherPrice, long? Parts);

public sealed record IPPanelTokenAnswer([property: JsonConverter(typeof(LooseObject<IPPanelToken>))] IPPanelToken? Data) : IPPanelAnswer;

public sealed record IPPanelToken(string? UserName, [property: JsonConverter(typeof(NumericId))] string? UserId, bool? DocumentBlock, bool? IsReseller, bool? SendBlock, string? Name);

public sealed record IPPanelStatsAnswer([property: JsonConverter(typeof(LooseObject<IPPanelStats>))] IPPanelStats? Data) : IPPanelAnswer;

public sealed record IPPanelStats(IPPanelCounts? OperatorsBlacklist, IPPanelCounts? OperatorsFailed, IPPanelCounts? OperatorsPending, IPPanelCounts? OperatorsSent, IPPanelCounts? OperatorsDelivered);

public sealed record IPPanelCounts(IPPanelCount? Irancell, IPPanelCount? Mci);

public sealed record IPPanelCount(long? En, long? Fa);

public sealed record IPPanelPatternAnswer([property: JsonConverter(typeof(LooseObject<IPPanelPattern>))] IPPanelPattern? Data) : IPPanelAnswer;

public sealed record IPPanelPattern(string? PatternCode, string? PatternMessage, string? PatternStatus, long? PatternStatusId, [property: JsonConverter(typeof(LooseRows<IPPanelVariable>))] IReadOnlyList<IPPanelVariable>? Variable, string? Delimiter);

public sealed record IPPanelVariable(string? Name, string? Type, long? Len);

/// <summary>Ids that are written as numbers, of any length.</summary>
public sealed class NumericIds : JsonConverter<IReadOnlyList<string>?>
{
    private static readonly LooseTexts Texts = new();
    private static readonly NumericId One = new();

    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Texts.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var id in value ?? []) One.Write(writer, id, options);
        writer.WriteEndArray();
    }
}

[JsonSerializable(typeof(IPPanelDone))]
[JsonSerializable(typeof(IPPanelSent))]
[JsonSerializable(typeof(IPPanelTextSent))]
[JsonSerializable(typeof(IPPanelRecipients))]
[JsonSerializable(typeof(IPPanelBulks))]
[JsonSerializable(typeof(IPPanelOneBulk))]
[JsonSerializable(typeof(IPPanelInboxPage))]
[JsonSerializable(typeof(IPPanelNumbers))]
[JsonSerializable(typeof(IPPanelCreditAnswer))]
[JsonSerializable(typeof(IPPanelPriceAnswer))]
[JsonSerializable(typeof(IPPanelTokenAnswer))]
[JsonSerializable(typeof(IPPanelStatsAnswer))]
[JsonSerializable(typeof(IPPanelPatternAnswer))]
[JsonSerializable(typeof(IPPanelSimple))]
[JsonSerializable(typeof(IPPanelPeerToPeer))]
[JsonSerializable(typeof(IPPanelByPattern))]
[JsonSerializable(typeof(IPPanelPhonebook))]
[JsonSerializable(typeof(IPPanelKeywordPhonebook))]
[JsonSerializable(typeof(IPPanelArea))]
[JsonSerializable(typeof(IPPanelCancel))]
[JsonSerializable(typeof(IPPanelPriceQuestion))]
[JsonSerializable(typeof(IPPanelListQuestion))]
[JsonSerializable(typeof(IPPanelInboxQuestion))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class IPPanelJson : JsonSerializerContext
{
    /// <summary>What is null is left out: the vendor takes an empty filter for one that nothing meets.</summary>
    public static IPPanelJson Wire { get; } = new(new JsonSerializerOptions(LooseJson.Options(JsonNamingPolicy.SnakeCaseLower)) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
