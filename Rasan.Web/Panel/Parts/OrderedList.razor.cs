using Microsoft.AspNetCore.Components;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Parts;

/// <summary>Things whose order counts: dragged with the mouse, moved with buttons by whoever has none.</summary>
/// <typeparam name="TItem">Told apart by reference.</typeparam>
public sealed partial class OrderedList<TItem> : ComponentBase where TItem : class
{
    private readonly Dictionary<TItem, ElementReference> _up = [], _down = [];
    private TItem? _dragged;
    private int _over = -1;
    private (TItem Item, bool IsUp)? _focus;
    private string? _said;

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What is put in order, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Moved in place.</summary>
    [Parameter, EditorRequired] public List<TItem> Items { get; set; } = [];
    [Parameter, EditorRequired] public RenderFragment<TItem> Row { get; set; } = null!;
    [Parameter, EditorRequired] public Func<TItem, string> NameOf { get; set; } = null!;
    [Parameter] public EventCallback OnMove { get; set; }

    /// <summary>Left out: nothing is taken out of the list.</summary>
    [Parameter] public EventCallback<TItem> OnRemove { get; set; }

    // the browser takes the focus from what is moved: it goes back to the button that was pressed, or to the other one at an end
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not var (item, isUp)) return;
        _focus = null;
        var place = Items.IndexOf(item);
        var isUpThere = isUp ? place > 0 : place == Items.Count - 1;
        if (place >= 0) await (isUpThere ? _up : _down)[item].FocusAsync();
    }

    private async Task MoveAsync(TItem item, int place, bool isUp)
    {
        if (place < 0 || place >= Items.Count || !Items.Remove(item)) return;
        Items.Insert(place, item);
        _focus = (item, isUp);
        _said = Texts["Moved", NameOf(item), Shown.Number(place + 1)];
        await OnMove.InvokeAsync();
    }

    private async Task DropAsync(int place)
    {
        var dragged = _dragged;
        Rest();
        if (dragged is null || Items.IndexOf(dragged) == place || !Items.Remove(dragged)) return;
        Items.Insert(Math.Min(place, Items.Count), dragged);
        _said = Texts["Moved", NameOf(dragged), Shown.Number(place + 1)];
        await OnMove.InvokeAsync();
    }

    private void Rest() => (_dragged, _over) = (null, -1);
}
