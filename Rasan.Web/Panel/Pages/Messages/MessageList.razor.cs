using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>A service's messages, newest first: the address says which, the API's names say how.</summary>
public sealed partial class MessageList(ListMessages list, Catalogs catalogs, NavigationManager navigation, Reader reader, IStringLocalizer<MessageFilters> filterTexts, TimeProvider clock)
    : AddressedList<Message>(navigation)
{
    public const int PerPage = 50;

    private Dictionary<TrackingId, MessageState> _fresh = [];
    private ListAnswer<Message>? _freshOf;

    [Parameter] public string ServiceKey { get; set; } = "";

    private Reader Reader => reader;

    protected override string OwnPath => Addresses.Messages(Caller.Service);

    protected override IReadOnlyList<string> UsualColumns { get; } = ["state", "to", "text", "intent", "account", "segments", "reference"];

    protected override string TextOf(Fault fault) => MessageFilters.TextOf(fault, filterTexts);

    protected override async Task<ListAnswer<Message>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var asked = MessageQuestion.Of(question, Caller, catalogs.Current, clock.GetUtcNow());
        if (asked.Filter is not { } filter) return new(asked.Faults);
        var page = await list.RunAsync(Caller, filter, asked.After, PerPage, ct);
        return new FoundMessages(filter, page);
    }

    private void Refresh(IReadOnlyList<Standing> standings)
    {
        if (!ReferenceEquals(_freshOf, Answer)) (_freshOf, _fresh) = (Answer, []);
        foreach (var standing in standings) _fresh[standing.Id] = standing.State;
    }

    private string AddressOf(Message message) => Addresses.Message(Caller.Service, message.TrackingId) + Question.Search;

    private MessageState StateOf(Message message) => ReferenceEquals(_freshOf, Answer) && _fresh.TryGetValue(message.TrackingId, out var state) ? state : message.State;

    private Account? AccountOf(Message message) => message.AccountId is { } id ? catalogs.Current.Accounts.GetValueOrDefault(id) : null;

    private string? LineOf(Message message) => AccountOf(message)?.Lines.Find(line => line.Id == message.LineId)?.Number ?? message.Line;

    private static string[] TagsOf(Message message) => MessageTags.Split(message.Tags);

    private sealed record FoundMessages(MessageFilter Filter, MessagePage Page) : ListAnswer<Message>(Page.Messages, Page.Next?.ToString(), Page.SearchedUntil, []);
}
