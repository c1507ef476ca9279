using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>A log with its filters: the address says which rows, and the filters are written into it.</summary>
public sealed partial class LogList<TRow>(NavigationManager navigation, Reader reader, TimeProvider clock, IStringLocalizer<LogList> texts) : AddressedPage(navigation) where TRow : notnull
{
    private const string NoColumns = "none";   // an empty value would be no choice
    private string? _asked;
    private Caller? _asker;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Where the page stands; its file stands at <c>/export</c> behind it.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>The table's.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What is said while the log is empty.</summary>
    [Parameter, EditorRequired] public string NothingYet { get; set; } = "";
    [Parameter, EditorRequired] public Func<ListQuestion, CancellationToken, Task<LogAnswer<TRow>>> Ask { get; set; } = null!;

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
    private ListQuestion Question { get; set; } = ListQuestion.Of("");
    private FilterDraft Draft { get; set; } = new(ListQuestion.Of(""), []);

    /// <summary>Null: still being read.</summary>
    private LogAnswer<TRow>? Answer { get; set; }
    private DateTimeOffset? ReadAt { get; set; }
    private bool IsUnavailable { get; set; }
    private bool IsRefused { get; set; }
    private bool IsOldestFirst => Question.Value(ListQuestion.Sort) == LogsQuery.Oldest;
    private bool HasMore => MoreNames.Concat(["address", ListQuestion.Sort]).Any(name => Question.Value(name).Length > 0);
    private IEnumerable<(string, string)> Orders => [("", texts["Newest"]), (LogsQuery.Oldest, texts["Oldest"])];

    /// <summary>What is wrong and has no field to stand at.</summary>
    private List<Fault> OtherFaults => [.. (Answer?.Faults ?? []).Where(fault => !LogList.WithField.Contains(fault.Field, StringComparer.Ordinal))];

    private string? NextAddress => Answer?.Next is { } next ? Address + Question.With([(ListQuestion.Next, next.ToString())]) : null;

    private string? FirstAddress => Question.IsFirstPage ? null : Address + Question.Search;

    private string ClearAddress => Address + QueryString.Create(
        new (string Name, string Value)[] { (ListQuestion.Sort, Question.Value(ListQuestion.Sort)), (ListQuestion.ColumnsName, Question.Value(ListQuestion.ColumnsName)) }
            .Where(kept => kept.Value.Length > 0).Select(kept => KeyValuePair.Create(kept.Name, (string?)kept.Value)));

    protected override string OwnPath => Address;

    protected override Task LookAsync(string query)
    {
        Question = ListQuestion.Of(query);
        if (Question.Rows == _asked && ReferenceEquals(Caller, _asker)) return Task.CompletedTask;
        (_asked, _asker) = (Question.Rows, Caller);
        Draft = new(Question, []);
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        var asked = _asked;
        try
        {
            var answer = await Ask(Question, Gone);
            if (asked != _asked) return;   // the reader has gone on meanwhile
            (Answer, ReadAt, IsUnavailable, IsRefused) = (answer, clock.GetUtcNow(), false, false);
            if (answer.Faults.Count > 0) Draft = new(Question, answer.Faults);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            Answer = null;   // nobody looks any more
        }
        catch (ForbiddenException)
        {
            IsRefused = true;
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    private void Apply()
    {
        if (Draft.IsWhole) Navigation.NavigateTo(Address + Draft.Search);
    }

    private void Pick(IReadOnlyList<string> columns) =>
        Navigation.NavigateTo(Address + Question.With([(ListQuestion.ColumnsName, columns.Count == 0 ? NoColumns : string.Join(',', columns))]), replace: true);

    private bool Has(string column) => (Question.Columns ?? Usual).Contains(column, StringComparer.Ordinal);

    private string ExportAddress(string format) => $"{Address}/export" + Question.With([(ListQuestion.Next, null), (ListQuestion.ColumnsName, null), (ListQuestion.FormatName, format)]);
}
