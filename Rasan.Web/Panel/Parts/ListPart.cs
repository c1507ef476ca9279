using Microsoft.AspNetCore.Components;

namespace Rasan.Web.Panel.Parts;

/// <summary>Shows rows, and draws anew only when they are others: a page that is told every second sends what has changed and works out no more.</summary>
/// <typeparam name="TRow">Compared by value.</typeparam>
public abstract class ListPart<TRow> : ComponentBase
{
    private IReadOnlyList<TRow>? _drawn;

    [Parameter, EditorRequired] public IReadOnlyList<TRow> Rows { get; set; } = [];

    protected override bool ShouldRender() => _drawn is null || !_drawn.SequenceEqual(Rows);

    protected override void OnAfterRender(bool firstRender) => _drawn = Rows;
}
