using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>A log with its filters: the address says which rows, and the filters are written into it.</summary>
public sealed partial class LogList<TRow>(NavigationManager navigation, Reader reader, TimeProvider clock, IStringLocalizer<LogList> texts) : AddressedList<TRow>(navigation) where TRow : notnull
{
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Where the page stands; its file stands at <c>/export</c> behind it.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>The table's.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What is said while the log is empty.</summary>
    [Parameter, EditorRequired] public string NothingYet { get; set; } = "";
    [Parameter, EditorRequired] public Func<ListQuestion, CancellationToken, Task<ListAnswer<TRow>>> Ask { get; set; } = null!;

    /// <summary>Fields for the columns that this log has for itself.</summary>
    [Parameter, EditorRequired] public RenderFragment<FilterDraft> Filters { get; set; } = null!;

    /// <summary>RadzenDataGridColumn by RadzenDataGridColumn; told whether one is shown.</summary>
    [Parameter, EditorRequired] public RenderFragment<Func<string, bool>> Columns { get; set; } = null!;

    /// <summary>Fields that are looked for less often.</summary>
    [Parameter, EditorRequired] public RenderFragment<FilterDraft> MoreFilters { get; set; } = null!;

    /// <summary>Their names.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> MoreNames { get; set; } = [];

    /// <summary>The columns that can be hidden and are shown where the reader has not chosen.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Usual { get; set; } = [];
    [Parameter, EditorRequired] public RenderFragment<TRow> Details { get; set; } = null!;
    [Parameter] public Func<TRow, bool> HasDetails { get; set; } = _ => true;

    /// <summary>Rows of a full page.</summary>
    [Parameter] public int PerPage { get; set; } = Api.ListQuery.UsualPerPage;

    private Reader Reader => reader;
    private DateTimeOffset? ReadAt { get; set; }
    private bool IsOldestFirst => Question.Value(ListQuestion.Sort) == LogsQuery.Oldest;
    private IReadOnlyList<string> AllMoreNames => [.. MoreNames, "address", ListQuestion.Sort];
    private IEnumerable<(string, string)> Orders => [("", texts["Newest"]), (LogsQuery.Oldest, texts["Oldest"])];

    protected override string OwnPath => Address;
    protected override IReadOnlyList<string> UsualColumns => Usual;

    protected override async Task<ListAnswer<TRow>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var answer = await Ask(question, ct);
        ReadAt = clock.GetUtcNow();
        return answer;
    }
}
