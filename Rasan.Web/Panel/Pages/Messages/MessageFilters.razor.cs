using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>What a list of messages can be filtered by.</summary>
public sealed partial class MessageFilters(Catalogs catalogs) : ComponentBase
{
    private static readonly string[] SayingFaults = ["q", "to", "from", "until", "state", "line", "template", "intent", "tag", "reference"];
    private static readonly string[] MoreNames = ["account", "line", "template", "intent", "channel", "tag", "reference"];

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public FilterDraft Draft { get; set; } = null!;

    /// <summary>The list without its filters.</summary>
    [Parameter, EditorRequired] public string ClearAddress { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Applied { get; set; }

    private HashSet<MessageState> States =>
        [.. Draft["state"].Split(',', StringSplitOptions.TrimEntries).SelectMany(word => StateWords.StatesOf(word) ?? [])];

    private IEnumerable<(string Value, string Text)> Channels => ChannelKeys.Served.Select(channel => (channel, Words.Channel(channel)));

    private IEnumerable<(string Value, string Text)> Accounts => InOrder(OurAccounts.Select(account => account.Name), StringComparer.CurrentCulture);

    private IEnumerable<(string Value, string Text)> Lines => InOrder(OurAccounts.SelectMany(account => account.Lines).Select(line => line.Number), StringComparer.Ordinal);

    private IEnumerable<(string Value, string Text)> Templates =>
        InOrder(catalogs.Current.Templates.Keys.Where(template => template.Service == Caller.Service.Id).Select(template => template.Key), StringComparer.Ordinal);

    private IEnumerable<(string Value, string Text)> Intents => catalogs.Current.Intents.KeysFor(Caller.Service.Id).Select(intent => (intent, intent));

    private IEnumerable<Core.Accounts.Account> OurAccounts =>
        catalogs.Current.Accounts.Values.Where(account => account.ServiceId is null || account.ServiceId == Caller.Service.Id);

    /// <summary>What is wrong with a question: what only a reader's permissions make wrong has words of its own.</summary>
    public static string TextOf(Fault fault, IStringLocalizer texts) =>
        fault.Code is MessageQuestion.TextHidden or MessageQuestion.WholeNumberOnly or MessageQuestion.NumbersHidden ? texts[fault.Code] : PanelWords.WrongValue(fault);

    private static IEnumerable<(string Value, string Text)> InOrder(IEnumerable<string> names, StringComparer order) =>
        names.Distinct(StringComparer.Ordinal).Order(order).Select(name => (name, name));

    private void Choose(MessageState state, bool wanted)
    {
        var chosen = States;
        if (wanted) chosen.Add(state);
        else chosen.Remove(state);
        Draft["state"] = string.Join(',', chosen.Order().Select(one => one.Word));
    }
}
