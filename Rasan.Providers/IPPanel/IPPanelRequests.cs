using System.Text.Json.Serialization;

namespace Rasan.Providers.IPPanel;

/// <summary>The twelve ways of sending, as <c>sending_type</c> names them; all go to one address.</summary>
public static class IPPanelTypes
{
    public const string Normal = "normal", Webservice = "webservice", PeerToPeer = "peer_to_peer", PeerToPeerFile = "peer_to_peer_file", PostalCode = "postal_code", Country = "country";
    public const string Keyword = "keyword", KeywordPhonebook = "keyword_phonebook", Phonebook = "phonebook", Pattern = "pattern", File = "file", Votp = "votp";

    /// <summary>Fields of those that carry a file: they are forms.</summary>
    public const string SendingTypeField = "sending_type", FromNumberField = "from_number", MessageField = "message", SendTimeField = "send_time", FilesField = "files[]", OthersField = "other_recipients[]";
}

/// <summary>What every sending has.</summary>
public abstract record IPPanelOrder
{
    [JsonPropertyOrder(-3)]
    public required string SendingType { get; init; }

    [JsonPropertyOrder(-2)]
    public string? FromNumber { get; init; }

    /// <summary>UTC; null: now.</summary>
    [JsonPropertyOrder(9)]
    public string? SendTime { get; init; }
}

/// <summary>One text for many: <c>normal</c>, <c>webservice</c>, and <c>votp</c>, which has one recipient and no sender.</summary>
public sealed record IPPanelSimple : IPPanelOrder
{
    public string? Message { get; init; }

    [JsonConverter(typeof(LooseObject<IPPanelSimpleParams>))]
    public IPPanelSimpleParams? Params { get; init; }
}

public sealed record IPPanelSimpleParams(IReadOnlyList<string>? Recipients);

/// <summary>A text for each of the items.</summary>
public sealed record IPPanelPeerToPeer : IPPanelOrder
{
    [JsonConverter(typeof(LooseRows<IPPanelPeer>))]
    public IReadOnlyList<IPPanelPeer>? Params { get; init; }
}

public sealed record IPPanelPeer(IReadOnlyList<string>? Recipients, string? Message);

/// <summary>By a pattern of the vendor's, to one recipient.</summary>
public sealed record IPPanelByPattern : IPPanelOrder
{
    public string? Code { get; init; }
    public IReadOnlyList<string>? Recipients { get; init; }
    public Dictionary<string, string>? Params { get; init; }
}

/// <summary>To phonebooks that are kept at the vendor, whole or by their entries.</summary>
public sealed record IPPanelPhonebook : IPPanelOrder
{
    public string? Message { get; init; }

    [JsonConverter(typeof(LooseRows<IPPanelPhonebookPart>))]
    public IReadOnlyList<IPPanelPhonebookPart>? Params { get; init; }
}

/// <param name="Type"><c>all</c> with the books' ids, <c>detail</c> with one book's id and its entries.</param>
public sealed record IPPanelPhonebookPart(string Type)
{
    public IReadOnlyList<string>? PhonebookIds { get; init; }
    public string? PhonebookId { get; init; }
    public string? Start { get; init; }
    public string? Size { get; init; }
    public IReadOnlyList<string>? NumberIds { get; init; }
}

/// <summary>A text with slots <c>{ex_ID}</c> that a phonebook's own fields fill.</summary>
public sealed record IPPanelKeywordPhonebook : IPPanelOrder
{
    public string? Message { get; init; }

    [JsonConverter(typeof(LooseRows<IPPanelKeywordBook>))]
    public IReadOnlyList<IPPanelKeywordBook>? Params { get; init; }
}

public sealed record IPPanelKeywordBook([property: JsonConverter(typeof(NumericId))] string? PhonebookId);

/// <summary>To the people of an area: <c>postal_code</c> and <c>country</c>.</summary>
public sealed record IPPanelArea : IPPanelOrder
{
    public string? Message { get; init; }

    [JsonConverter(typeof(LooseRows<IPPanelAreaPart>))]
    public IReadOnlyList<IPPanelAreaPart>? Params { get; init; }
    public IReadOnlyList<string>? OtherRecipients { get; init; }
}

/// <param name="Gender">0: all.</param>
/// <param name="AgeFrom">Year of birth in the Persian calendar.</param>
public sealed record IPPanelAreaPart(string Bank, long? Gender, long? AgeFrom, long? AgeTo, IPPanelShare? Mci, IPPanelShare? Irancell, IPPanelShare? Other)
{
    public long? PostalCode { get; init; }
    public long? Pre { get; init; }
    public long? ProvinceId { get; init; }
    public long? CountyId { get; init; }
    public long? CityId { get; init; }
}

/// <summary>How many of one operator's, from where on.</summary>
public sealed record IPPanelShare(long? Start, long? Size);

public sealed record IPPanelCancel([property: JsonConverter(typeof(NumericId))] string? MessageOutboxId);

public sealed record IPPanelPriceQuestion(string? Number, string? Message);

public sealed record IPPanelListQuestion(long? Page, long? Limit, [property: JsonConverter(typeof(LooseObject<IPPanelListFilters>))] IPPanelListFilters? Filters);

/// <summary>Times are Unix seconds as text.</summary>
public sealed record IPPanelListFilters
{
    public string? Number { get; init; }
    public string? MessagesOutboxId { get; init; }
    public string? CreateFromDate { get; init; }
    public string? CreateToDate { get; init; }
    public string? SendFromDate { get; init; }
    public string? SendToDate { get; init; }
    public string? Message { get; init; }
    public string? StateId { get; init; }
}

public sealed record IPPanelInboxQuestion(long? Page, long? PerPage, [property: JsonConverter(typeof(LooseObject<IPPanelInboxFilters>))] IPPanelInboxFilters? Filters);

/// <param name="FromId">What came after it is answered.</param>
public sealed record IPPanelInboxFilters([property: JsonConverter(typeof(NumericId))] string? FromId);
