using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.BoardParts;

/// <summary>The newest messages, new ones on top. Those who listen hear of them now and then, not of each.</summary>
public sealed partial class Newest(Reader reader) : ListPart<BoardMessage>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private TrackingId? _newest;
    private DateTimeOffset _saidAt;
    private DateTime _today, _drawnOn;

    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }
    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;

    private string? Said { get; set; }

    protected override bool ShouldRender() => _drawnOn != _today || base.ShouldRender();

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _drawnOn = _today;
    }

    protected override void OnParametersSet()
    {
        _today = DayOf(At);
        if (Rows is not [var newest, ..] || newest.TrackingId == _newest) return;
        var isFirstLook = _newest is null;
        _newest = newest.TrackingId;
        if (isFirstLook || At - _saidAt < Silence) return;
        _saidAt = At;
        Said = Said == Texts["Arrived"].Value ? Texts["Arrived"] + "\u00a0" : Texts["Arrived"];   // the same words again would not be read out
    }

    private bool IsOfToday(BoardMessage message) => DayOf(message.CreatedAt) == _today;

    private DateTime DayOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, reader.Zone).Date;
}
