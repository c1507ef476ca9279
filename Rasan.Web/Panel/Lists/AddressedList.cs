using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Lists;

/// <summary>A list whose address says which rows, in what order and with which columns: what is filtered and chosen is written into it.</summary>
public abstract class AddressedList<TRow>(NavigationManager navigation) : AddressedPage(navigation)
{
    private const string NoColumns = "none";   // an empty value would be no choice
    private (string? Rows, Caller? Caller, object? Basis) _asked;

    [CascadingParameter] public Caller Caller { get; set; } = null!;

    protected ListQuestion Question { get; private set; } = ListQuestion.Of("");
    protected FilterDraft Draft { get; private set; } = new(ListQuestion.Of(""));

    /// <summary>Null: still being read.</summary>
    protected ListAnswer<TRow>? Answer { get; private set; }
    protected bool IsUnavailable { get; private set; }
    protected bool IsRefused { get; private set; }

    protected string? NextAddress => Answer?.Next is { } next ? AddressOf(Question.With([(ListQuestion.Next, next)])) : null;

    protected string? FirstAddress => Question.IsFirstPage ? null : AddressOf(Question.Search);

    protected string ClearAddress => AddressOf(Question.Unfiltered);

    /// <summary>The columns that can be hidden and are shown where the reader has not chosen.</summary>
    protected abstract IReadOnlyList<string> UsualColumns { get; }

    /// <summary>What the rows follow from besides the question: once it is another, they are read again.</summary>
    protected virtual object? Basis => null;

    /// <summary>Where the list stands on its page, as <c>#id</c>; empty: at its head.</summary>
    protected virtual string Place => "";

    /// <summary>Where the list is a file.</summary>
    protected virtual string FilePath => OwnPath + "/export";

    /// <summary>What is said of a wrong value.</summary>
    protected virtual string TextOf(Fault fault) => PanelWords.WrongValue(fault);

    protected abstract Task<ListAnswer<TRow>> AskAsync(ListQuestion question, CancellationToken ct);

    protected override Task LookAsync(string query)
    {
        Question = ListQuestion.Of(query);
        var asked = (Question.Rows, Caller, Basis);
        if (asked.Rows == _asked.Rows && ReferenceEquals(asked.Caller, _asked.Caller) && Equals(asked.Basis, _asked.Basis)) return Task.CompletedTask;
        if (asked.Rows != _asked.Rows) Draft = new(Question, TextOf);   // what is being typed stays when the same rows are read again
        _asked = asked;
        return ShowAsync();
    }

    protected async Task ShowAsync()
    {
        var asked = _asked;
        try
        {
            var answer = await AskAsync(Question, Gone);
            if (asked != _asked) return;   // the reader has gone on meanwhile
            (Answer, IsUnavailable, IsRefused) = (answer, false, false);
            Draft.Faults = answer.Faults;
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

    protected void Apply()
    {
        if (Draft.IsWhole) Navigation.NavigateTo(AddressOf(Draft.Search));
    }

    protected void Pick(IReadOnlyList<string> columns) =>
        Navigation.NavigateTo(AddressOf(Question.With([(ListQuestion.ColumnsName, columns.Count == 0 ? NoColumns : string.Join(',', columns))])), replace: true);

    protected bool Has(string column) => (Question.Columns ?? UsualColumns).Contains(column, StringComparer.Ordinal);

    protected string ExportAddress(string format) => FilePath + Question.With([(ListQuestion.Next, null), (ListQuestion.ColumnsName, null), (ListQuestion.FormatName, format)]);

    private string AddressOf(string search) => OwnPath + search + Place;
}
