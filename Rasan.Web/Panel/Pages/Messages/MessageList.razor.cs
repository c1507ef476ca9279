using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>A service's messages, newest first: the address says which, the API's names say how.</summary>
public sealed partial class MessageList(ListMessages list, Catalogs catalogs, NavigationManager navigation, Reader reader, TimeProvider clock) : AddressedPage(navigation)
{
    public const int PerPage = 50;

    /// <summary>Shown where the reader has not chosen.</summary>
    private static readonly string[] Usual = ["state", "to", "text", "intent", "account", "segments", "reference"];

    private string? _asked;
    private Caller? _asker;

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    private Reader Reader => reader;
    private MessageQuestion Question { get; set; } = null!;

    /// <summary>Null: still being read.</summary>
    private MessagePage? Page { get; set; }
    private bool IsUnavailable { get; set; }
    private Dictionary<TrackingId, MessageState> Fresh { get; } = [];

    private string? NextAddress => Page?.Next is { } next ? Addresses.Messages(Caller.Service) + Question.Asked.With([(ListQuestion.Next, next.ToString())]) : null;

    private string? FirstAddress => Question.After is null ? null : Addresses.Messages(Caller.Service) + Question.Search;

    protected override string OwnPath => Addresses.Messages(Caller.Service);

    protected override Task LookAsync(string query)
    {
        Question = MessageQuestion.Of(query, Caller, catalogs.Current, clock.GetUtcNow());
        if (Question.Rows == _asked && ReferenceEquals(Caller, _asker)) return Task.CompletedTask;
        (_asked, _asker) = (Question.Rows, Caller);
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        if (Question.Filter is not { } filter) return;
        var asked = _asked;
        try
        {
            var page = await list.RunAsync(Caller, filter, Question.After, PerPage, Gone);
            if (asked != _asked) return;   // the reader has gone on meanwhile
            (Page, IsUnavailable) = (page, false);
            Fresh.Clear();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            Page = null;   // nobody looks any more
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    private void Refresh(IReadOnlyList<Standing> standings)
    {
        foreach (var standing in standings) Fresh[standing.Id] = standing.State;
    }

    private void Pick(IReadOnlyList<string> columns) =>
        Navigation.NavigateTo(Addresses.Messages(Caller.Service) + Question.Asked.With([(ListQuestion.ColumnsName, string.Join(',', columns.Where(column => column != "created")))]), replace: true);

    private bool Has(string column) => (Question.Columns ?? Usual).Contains(column, StringComparer.Ordinal);

    private string AddressOf(Message message) => Addresses.Message(Caller.Service, message.TrackingId) + Question.Search;

    private string ExportAddress(string format) => Addresses.ExportMessages(Caller.Service, format, Question.Search);

    private MessageState StateOf(Message message) => Fresh.TryGetValue(message.TrackingId, out var state) ? state : message.State;

    private Account? AccountOf(Message message) => message.AccountId is { } id ? catalogs.Current.Accounts.GetValueOrDefault(id) : null;

    private string? LineOf(Message message) => AccountOf(message)?.Lines.Find(line => line.Id == message.LineId)?.Number ?? message.Line;

    private static string[] TagsOf(Message message) => MessageTags.Split(message.Tags);
}
