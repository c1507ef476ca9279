using System.Net;
using Microsoft.AspNetCore.Routing;

namespace Rasan.Providers.Fronts;

/// <summary>A vendor's wire, server side: maps the vendor's endpoints onto whatever stands behind it.</summary>
public interface IFront
{
    /// <summary>The vendor: key of its provider, and last part of the front's address.</summary>
    string Vendor { get; }

    /// <summary>Maps the vendor's own paths, relative to the group.</summary>
    void Map(IEndpointRouteBuilder routes, IFrontBackend backend);
}

/// <summary>
/// What stands behind a front: the simulated telecom, or Rasan itself. It speaks of messages, credit and lines, never of a vendor's words;
/// the front turns its answers into the vendor's envelope, codes and ids.
/// </summary>
public interface IFrontBackend
{
    /// <summary>The time as the vendor's answers tell it.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether a way of answering is switched on, where the vendor itself answers in two (<see cref="FrontVariants"/>).</summary>
    bool Has(string variant);

    /// <summary>Who calls.</summary>
    FrontEntry Enter(FrontCredentials credentials);

    /// <summary>Takes the messages of one call, all or none of them.</summary>
    /// <exception cref="FrontFaultException">The call is not to be answered as the vendor would.</exception>
    Task<FrontSending> SendAsync(FrontCaller caller, FrontOrder order, CancellationToken ct);

    /// <summary>Messages of the caller by what is known of them, newest first.</summary>
    Task<IReadOnlyList<FrontMessage>> FindAsync(FrontCaller caller, FrontQuestion question, CancellationToken ct);

    /// <summary>Takes back messages that wait for their time.</summary>
    /// <returns>Those that are there, as they stand now; one that could not be taken back has kept its state.</returns>
    Task<IReadOnlyList<FrontMessage>> CancelAsync(FrontCaller caller, IReadOnlyList<long> ids, CancellationToken ct);

    Task<FrontStanding> StandingAsync(FrontCaller caller, CancellationToken ct);

    Task<IReadOnlyList<FrontLine>> LinesAsync(FrontCaller caller, CancellationToken ct);

    /// <summary>Inbound messages, oldest first.</summary>
    Task<IReadOnlyList<FrontInbound>> InboxAsync(FrontCaller caller, FrontInboxQuestion question, CancellationToken ct);

    /// <summary>A pattern of the caller; null: none of that name.</summary>
    Task<FrontTemplate?> TemplateAsync(FrontCaller caller, string key, CancellationToken ct);
}

/// <summary>What a caller shows.</summary>
/// <param name="Vendor">Which front was called.</param>
/// <param name="User">User name or account id; empty where the vendor has a key alone.</param>
/// <param name="Secret">Key, token or password.</param>
/// <param name="From">Where the call came from.</param>
public sealed record FrontCredentials(string Vendor, string User, string Secret, IPAddress? From);

public abstract record FrontEntry
{
    private FrontEntry() { }

    public sealed record Entered(FrontCaller Caller) : FrontEntry;

    public sealed record Refused(FrontRefusal Why) : FrontEntry;
}

/// <summary>An account behind a front.</summary>
public sealed record FrontCaller(long Id, string Vendor, string User);

/// <summary>One call's messages.</summary>
public sealed record FrontOrder(IReadOnlyList<FrontDelivery> Deliveries)
{
    /// <summary>The caller's own id for the whole call; null: none.</summary>
    public string? GroupId { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public FrontTemplateUse? Template { get; init; }
    public bool IsVoice { get; init; }

    /// <summary>Where the caller wants to hear what becomes of the messages; null: nowhere, or at the account's usual address.</summary>
    public Uri? ReportsTo { get; init; }

    /// <summary>After so long it is worth nothing any more.</summary>
    public TimeSpan? Validity { get; init; }

    /// <summary>A call with an own id that is known already is answered with what it was answered then.</summary>
    public bool KnownIdsAreAnsweredAgain { get; init; }
}

/// <param name="To">E.164.</param>
/// <param name="Text">Complete; with a pattern, filled.</param>
/// <param name="Line">The sender as the vendor writes it; null: the account's default.</param>
/// <param name="OwnId">The caller's own id for this message; null: none.</param>
public sealed record FrontDelivery(string To, string Text, string? Line, string? OwnId = null)
{
    /// <summary>Deliveries of one part share a call id; a vendor that gives one to each text has a part for each.</summary>
    public int Part { get; init; }
}

public sealed record FrontTemplateUse(string Key, IReadOnlyDictionary<string, string> Values);

public abstract record FrontSending
{
    private FrontSending() { }

    /// <param name="CallId">One id for the whole call.</param>
    public sealed record Taken(long CallId, IReadOnlyList<FrontMessage> Messages) : FrontSending;

    /// <param name="Index">Which delivery it is about; null: the call.</param>
    public sealed record Refused(FrontRefusal Why, int? Index = null) : FrontSending;
}

/// <summary>Why a call is refused, whatever the vendor calls it.</summary>
public enum FrontRefusal
{
    BadKey = 1,
    AccountDisabled,
    AddressNotAllowed,
    AccountExpired,
    NoCredit,
    LineNotOwned,
    BadNumber,
    Blacklisted,
    TemplateMissing,
    Throttled,
}

/// <summary>The call is not to be answered as the vendor would: whoever mounted the front sees to it.</summary>
public sealed class FrontFaultException(FrontFault fault) : Exception(fault.ToString())
{
    public FrontFault Fault => fault;
}

public enum FrontFault
{
    /// <summary>The connection is cut; the messages were taken.</summary>
    Cut = 1,

    /// <summary>Nothing is said until the caller gives up; nothing was taken.</summary>
    Silence,

    /// <summary>A bare 500; nothing was taken.</summary>
    ServerError,
}

/// <summary>A message as the account's owner may see it.</summary>
public sealed record FrontMessage
{
    public required long Id { get; init; }
    public required long CallId { get; init; }
    public string? OwnId { get; init; }
    public string? GroupId { get; init; }

    /// <summary>E.164.</summary>
    public required string To { get; init; }
    public required string Text { get; init; }

    /// <summary>The sender as the vendor writes it; the account's default where none was named.</summary>
    public required string Line { get; init; }
    public required int Parts { get; init; }

    /// <summary>In the account's currency.</summary>
    public required decimal Cost { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public required FrontState State { get; init; }
    public required DateTimeOffset StateAt { get; init; }
    public bool IsVoice { get; init; }

    /// <summary>Why it will not arrive, where the vendor takes a message and tells of its fault only later.</summary>
    public FrontRefusal? Why { get; init; }
}

/// <summary>Where a message stands, finer than any one vendor's words.</summary>
public enum FrontState
{
    Scheduled = 0,
    Queued,

    /// <summary>With the operator.</summary>
    Sent,
    Delivered,
    Undelivered,
    Failed,
    Blocked,
    Expired,
    Cancelled,
}

/// <summary>Which messages are asked for; what is null does not matter.</summary>
public sealed record FrontQuestion
{
    public IReadOnlyList<long>? Ids { get; init; }
    public IReadOnlyList<long>? CallIds { get; init; }
    public IReadOnlyList<string>? OwnIds { get; init; }
    public string? GroupId { get; init; }

    /// <summary>E.164.</summary>
    public string? To { get; init; }
    public string? Line { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public int Skip { get; init; }
    public int Most { get; init; } = 1000;
}

/// <param name="Credit">What is left, in the account's currency.</param>
/// <param name="ExpiresAt">Null: never.</param>
/// <param name="PricePerPart">Of a Persian (UCS-2) part.</param>
/// <param name="PricePerLatinPart">Of a GSM part.</param>
public sealed record FrontStanding(decimal Credit, string Currency, DateTimeOffset? ExpiresAt, decimal PricePerPart, decimal PricePerLatinPart);

public sealed record FrontLine(long Id, string Number, bool Receives);

/// <param name="From">E.164.</param>
public sealed record FrontInbound(long Id, string From, string Line, string Text, DateTimeOffset At, bool WasRead);

public sealed record FrontInboxQuestion
{
    public string? Line { get; init; }
    public bool? WasRead { get; init; }
    public long? AfterId { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public int Skip { get; init; }
    public int Most { get; init; } = 100;

    /// <summary>What is answered counts as read from now on.</summary>
    public bool MarkRead { get; init; }
}

/// <param name="Text">With the slots in the vendor's own spelling (<c>%token</c>, <c>%Code%</c>).</param>
/// <param name="Slots">In order.</param>
public sealed record FrontTemplate(string Key, string Text, IReadOnlyList<string> Slots, bool IsApproved = true);

/// <summary>Ways of answering that can be switched, where the vendor itself answers in two.</summary>
public static class FrontVariants
{
    /// <summary>Kavenegar's lookup answers with one object in place of an array.</summary>
    public const string LookupObject = "kavenegar.lookup_object";

    /// <summary>Ghasedak's names in PascalCase.</summary>
    public const string Pascal = "ghasedak.pascal";

    /// <summary>RayganSMS's numbers as text.</summary>
    public const string ResultText = "raygansms.result_text";

    /// <summary>RayganSMS's group status takes the caller's own group id too.</summary>
    public const string GroupIdStatus = "raygansms.group_id_status";

    /// <summary>IPPanel's ids as text.</summary>
    public const string IdText = "ippanel.id_text";
}
