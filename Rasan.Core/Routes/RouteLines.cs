using Rasan.Core.Accounts;
using Rasan.Core.Intents;

namespace Rasan.Core.Routes;

/// <summary>The lines of an account that may carry a message: what the clock does not decide is decided once.</summary>
internal sealed class RouteLines
{
    private readonly MeantLine[] _meant;
    private readonly bool _mayGoWithout;

    private RouteLines(MeantLine[] meant, bool mayGoWithout)
    {
        (_meant, _mayGoWithout) = (meant, mayGoWithout);
        if (mayGoWithout) return;
        var first = Array.Find(meant, line => line.Fault is null);
        (Own, OwnHours) = (first.Line, first.Hours);
        StandingFault = Own is null ? NearestFault(wanted: null) : null;
    }

    /// <summary>The oldest line that may, whatever the clock says; null where none is needed.</summary>
    public Line? Own { get; }

    /// <summary>When that line sends; null: always.</summary>
    public SendingWindow? OwnHours { get; }

    /// <summary>Stands against every message that asks for no line.</summary>
    public string? StandingFault { get; }

    /// <param name="fixedLine">The rule's line; a message that asks for another number does not get it.</param>
    /// <param name="intent">Null: one that neither a rule nor a line names.</param>
    /// <param name="mayGoWithout">Lines only matter to a message that asks for one.</param>
    public static RouteLines Of(Account account, long? fixedLine, string? intent, Kind kind, bool mayGoWithout) => new(
        [
            .. account.Lines.Where(line => line.IsActive && (fixedLine is null || line.Id == fixedLine)).OrderBy(line => line.Id)
                .Select(line => ReadHours(line, out var hours) ? new MeantLine(line, FaultOf(line, intent, kind), hours) : new MeantLine(line, RouteReason.LineHours, null)),
        ],
        mayGoWithout || (fixedLine is null && account.Lines.Count == 0));

    /// <summary>What a line is kept for; empty: everything.</summary>
    public static string[] IntentsOf(Line line) => line.Intents?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <param name="wanted">The number that the message asks for.</param>
    /// <returns>No line and no fault: the provider knows the sender.</returns>
    public (Line? Line, string? Fault, DateTimeOffset? OpensAt) Choose(string? wanted, DateTimeOffset now)
    {
        if (_mayGoWithout && wanted is null) return default;
        DateTimeOffset? opensAt = null;
        foreach (var (line, fault, hours) in _meant)
        {
            if (fault is not null || !IsWanted(line, wanted)) continue;
            if (hours is null || hours.IsOpen(now)) return (line, null, null);
            var opening = hours.NextOpening(now);
            opensAt = opensAt < opening ? opensAt : opening;
        }

        return (null, opensAt is null ? NearestFault(wanted) : RouteReason.LineHours, opensAt);
    }

    /// <summary>What is said where no line may: the fault of the one that came nearest.</summary>
    private string NearestFault(string? wanted)
    {
        var nearest = RouteReason.LineMissing;
        foreach (var (line, fault, _) in _meant)
        {
            if (fault is not null && IsWanted(line, wanted) && nearest != RouteReason.LineIntent) nearest = fault;
        }

        return nearest;
    }

    private static bool IsWanted(Line line, string? wanted) => wanted is null || line.Number == wanted;

    private static string? FaultOf(Line line, string? intent, Kind kind) =>
        kind == Kind.Otp && line.Class == LineClass.Advertising ? RouteReason.LineClass
        : line.Intents is not null && !Array.Exists(IntentsOf(line), kept => kept == intent || kept == kind.Word) ? RouteReason.LineIntent
        : null;

    /// <returns>False where they make no sense: such a line never sends, and the others go on.</returns>
    private static bool ReadHours(Line line, out SendingWindow? hours)
    {
        hours = null;
        try
        {
            hours = SendingWindow.Of(line.OpensAt, line.ClosesAt, line.Zone);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return false;
        }
    }

    private readonly record struct MeantLine(Line Line, string? Fault, SendingWindow? Hours);
}
