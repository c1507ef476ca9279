using Rasan.Core.Accounts;
using Rasan.Core.Intents;

namespace Rasan.Core.Routes;

/// <summary>Which line of an account carries a message.</summary>
internal static class RouteLines
{
    /// <param name="fixedLine">The rule's line; a message that asks for another number does not get it.</param>
    /// <returns>No line and no fault: the account has none, its provider knows the sender.</returns>
    public static (Line? Line, string? Fault) Choose(Account account, long? fixedLine, string? wanted, Kind kind)
    {
        if (fixedLine is null && wanted is null && account.Lines.Count == 0) return (null, null);
        Line? best = null;
        var fault = RouteReason.LineMissing;
        foreach (var line in account.Lines)
        {
            var isMeant = line.IsActive && (fixedLine is null || line.Id == fixedLine) && (wanted is null || line.Number == wanted);
            if (!isMeant) continue;
            if (!MayCarry(line, kind)) fault = RouteReason.LineClass;
            else if (best is null || line.Id < best.Id) best = line;
        }
        return (best, best is null ? fault : null);
    }

    private static bool MayCarry(Line line, Kind kind) => !(kind == Kind.Otp && line.Class == LineClass.Advertising);
}
