using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace Rasan.Web.Panel.Parts;

/// <summary>A page of a list: rows as a table, as cards where the screen is narrow, and the way to the next page.</summary>
public sealed partial class DataTable<TRow> : ComponentBase
{
    private RadzenDataGrid<TRow>? _grid;
    private TRow? _open;

    /// <summary>Null: still being read.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TRow>? Rows { get; set; }

    /// <summary>RadzenDataGridColumn by RadzenDataGridColumn.</summary>
    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }

    /// <summary>What stands there when nothing is found, and what to do next.</summary>
    [Parameter, EditorRequired] public RenderFragment? EmptyContent { get; set; }
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string Id { get; set; } = "rows";

    /// <summary>What a row shows when it is opened, one at a time; null: there is nothing to open.</summary>
    [Parameter] public RenderFragment<TRow>? Details { get; set; }

    /// <summary>Whether there is anything to open in a row.</summary>
    [Parameter] public Func<TRow, bool> HasDetails { get; set; } = _ => true;

    /// <summary>Where the page after this one stands; null: this is the last.</summary>
    [Parameter] public string? NextAddress { get; set; }

    /// <summary>Where the first page stands; null: this is it.</summary>
    [Parameter] public string? FirstAddress { get; set; }

    /// <summary>The next page has newer rows, not older ones.</summary>
    [Parameter] public bool OldestFirst { get; set; }

    /// <summary>The reader has chosen columns: the UniqueID of those that are to be shown. Who does not listen offers no choice.</summary>
    [Parameter] public EventCallback<IReadOnlyList<string>> Picked { get; set; }

    private bool HasMore => NextAddress is not null;

    private List<RadzenDataGridColumn<TRow>> Pickable =>
        Picked.HasDelegate && _grid is not null ? [.. _grid.ColumnsCollection.Where(column => column.Pickable && column.UniqueID is not null)] : [];

    private bool IsOpen(TRow row) => EqualityComparer<TRow>.Default.Equals(row, _open);

    private Task ToggleAsync(TRow row) => _grid?.ExpandRow(row) ?? Task.CompletedTask;

    private void Close(TRow row)
    {
        if (IsOpen(row)) _open = default;
    }

    private Task PickAsync(RadzenDataGridColumn<TRow> column, bool isShown) =>
        Picked.InvokeAsync([.. Pickable.Where(one => one == column ? isShown : one.GetVisible()).Select(one => one.UniqueID)]);
}
