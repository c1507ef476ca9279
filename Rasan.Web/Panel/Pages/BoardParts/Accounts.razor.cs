using Microsoft.AspNetCore.Components;
using Rasan.Core.Routes;
using Rasan.Core.Statistics;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.BoardParts;

/// <summary>The accounts a service sends with: whether they take messages, and for how long yet.</summary>
public sealed partial class Accounts(Reader reader, PanelWords words) : ListPart<BoardAccount>
{
    /// <summary>So few that somebody should see to it.</summary>
    private const int FewDays = 7;

    /// <summary>Where an account's standing and alerts are; null: not the reader's to see.</summary>
    [Parameter] public Func<BoardAccount, string?>? AddressOf { get; set; }

    private PanelWords Words => words;

    private static string? Colour(double? days) => days < FewDays ? "few" : null;

    private static string Colour(BoardAccount account) => account switch
    {
        { Fault: null } => "good",
        { Fault: RouteReason.Paused } => "warn",
        _ => "bad",
    };

    private string Health(BoardAccount account) => account switch
    {
        { Fault: null } => Texts["Takes"],
        { Fault: RouteReason.Paused, PausedUntil: { } until } => Texts["PausedUntil", Shown.Moment(until, reader.Zone)],
        { Fault: var fault } => words.Reason(fault),
    };
}
