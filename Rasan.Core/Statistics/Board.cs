using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Routes;

namespace Rasan.Core.Statistics;

/// <summary>What a service's dashboard shows, all of one moment. Shared between readers and never changed.</summary>
public sealed record Board
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Seven days in the service's zone, the oldest first; the last is today.</summary>
    public required IReadOnlyList<BoardDay> Days { get; init; }

    /// <summary>Of what was accepted today.</summary>
    public required BoardFigures Today { get; init; }

    /// <summary>Of what was accepted on the seven days.</summary>
    public required BoardFigures Week { get; init; }

    /// <summary>Everything that is not handed over yet, whenever it was accepted and for whenever it is meant. Every lane.</summary>
    public required IReadOnlyDictionary<Lane, long> InQueue { get; init; }

    /// <summary>The newest messages first; null: the reader may not see messages.</summary>
    public required IReadOnlyList<BoardMessage>? Newest { get; init; }

    /// <summary>Accounts the service may use, its own before the shared ones; null: the reader may not see accounts.</summary>
    public required IReadOnlyList<BoardAccount>? Accounts { get; init; }

    /// <summary>The sending methods the service may use.</summary>
    public required IReadOnlyList<BoardMethod> Methods { get; init; }

    /// <summary>Why nothing is sent until an operator says so; null: sending goes on.</summary>
    public required string? SendingHeld { get; init; }
}

/// <summary>
/// The columns of the chart, by the states that messages stand in now. A column counts what was accepted on its day; sent has delivered in it,
/// sent, failed and pending together are the day's count.
/// </summary>
public enum BoardSeries
{
    /// <summary>Scheduled, Queued, Submitting, Uncertain.</summary>
    Pending,

    /// <summary>A provider has taken it and nobody says it failed: Sent, Delivered, Unconfirmed.</summary>
    Sent,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>Undelivered, Failed, Blocked, Expired, Cancelled.</summary>
    Failed,
}

public static class BoardSeriesStates
{
    private static readonly IReadOnlyList<MessageState>[] States = [.. Enum.GetValues<BoardSeries>().Select(Of)];

    extension(BoardSeries series)
    {
        /// <summary>What a list must be filtered by to show the messages of a column.</summary>
        public IReadOnlyList<MessageState> States => States[(int)series];
    }

    private static MessageState[] Of(BoardSeries series) =>
        series == BoardSeries.Delivered ? [MessageState.Delivered] : [.. Enum.GetValues<MessageState>().Where(state => state.OutsideWord == WordOf(series))];

    private static string WordOf(BoardSeries series) => series switch
    {
        BoardSeries.Pending => StateWords.Pending,
        BoardSeries.Sent => StateWords.Sent,
        _ => StateWords.Failed,
    };
}

/// <summary>What became of the messages accepted on one day.</summary>
public sealed record BoardDay(DateOnly Day, long Count, long Pending, long Sent, long Delivered, long Failed)
{
    public long this[BoardSeries series] => series switch
    {
        BoardSeries.Pending => Pending,
        BoardSeries.Sent => Sent,
        BoardSeries.Delivered => Delivered,
        BoardSeries.Failed => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(series), series, message: null),
    };
}

/// <summary>The tiles of a span of days.</summary>
/// <param name="Segments">Billed parts.</param>
/// <param name="DeliveryRate">
/// Delivered ÷ those an account was tried for and whose end is known: Delivered, Undelivered, Failed, Blocked, Expired. On its way (Sent), nobody's
/// word (Unconfirmed) and called back (Cancelled) are in neither. Null: none.
/// </param>
/// <param name="MedianToDeliver">From acceptance, or the time it was scheduled for, to delivery. Null: none delivered.</param>
/// <param name="Cost">One amount per currency.</param>
public sealed record BoardFigures(
    long Count, long Pending, long Sent, long Delivered, long Failed, long Segments, double? DeliveryRate, TimeSpan? MedianToDeliver, IReadOnlyList<Money> Cost);

/// <param name="Recipient">E.164, masked where the reader may not see numbers; null once wiped.</param>
/// <param name="Account">Name of the account that tried last; null: none yet.</param>
public sealed record BoardMessage(TrackingId TrackingId, DateTimeOffset CreatedAt, string? Recipient, MessageState State, Kind Kind, string? Account);

/// <param name="Provider">Its key.</param>
/// <param name="IsShared">It belongs to no service.</param>
/// <param name="Balance">By now: as last heard or set by hand, less what was spent since; null: not known.</param>
/// <param name="BalanceDays">Days the balance lasts at the mean cost of the seven days, of every service that uses the account; one decimal below ten. Null: not known.</param>
/// <param name="ExpiryDays">Whole days until it ends; null: never, or not known.</param>
/// <param name="Fault">Why it takes no message now, a word of <see cref="RouteReason"/>; null: it does.</param>
/// <param name="PausedUntil">Where the fault is a pause.</param>
/// <param name="PauseReason">The provider's code, or ours, that it pauses for.</param>
public sealed record BoardAccount(
    long Id, string Name, string Provider, bool IsShared, Money? Balance, double? BalanceDays, DateTimeOffset? ExpiresAt, int? ExpiryDays,
    string? Fault, DateTimeOffset? PausedUntil, string? PauseReason);

/// <param name="Channel">A word of <see cref="Channels.ChannelKeys"/>.</param>
/// <param name="Usable">Accounts that take messages now.</param>
/// <param name="Accounts">Of so many.</param>
public sealed record BoardMethod(string Channel, int Usable, int Accounts)
{
    public bool IsHealthy => Usable > 0;
}
