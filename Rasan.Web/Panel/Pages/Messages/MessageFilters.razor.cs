using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>The form of the list: what is applied stands in the address, and the address fills the form.</summary>
public sealed partial class MessageFilters(NavigationManager navigation, Catalogs catalogs) : ComponentBase
{
    private static readonly string[] Shown = ["q", "to", "from", "until", "state", "tag", "reference"];
    private string? _filled;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public MessageQuestion Question { get; set; } = null!;

    private string Text { get; set; } = "";
    private string To { get; set; } = "";
    private string Account { get; set; } = "";
    private string Line { get; set; } = "";
    private string Template { get; set; } = "";
    private string Intent { get; set; } = "";
    private string Channel { get; set; } = "";
    private string Tag { get; set; } = "";
    private string Reference { get; set; } = "";
    private DateTimeOffset? From { get; set; }
    private DateTimeOffset? Until { get; set; }
    private HashSet<MessageState> States { get; } = [];

    /// <summary>Time boxes in which no time stands: without one the list would show more than was asked for.</summary>
    private HashSet<string> Unread { get; } = [];

    private IEnumerable<string> Channels => ChannelKeys.Served.Append(Channel).Where(channel => channel.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>What is wrong and has no field to stand at.</summary>
    private List<Fault> Others => [.. Question.Faults.Where(fault => !Shown.Contains(fault.Field, StringComparer.Ordinal))];

    private bool HasMore => ((string[])[Account, Line, Template, Intent, Channel, Tag, Reference]).Any(value => value.Length > 0);

    private string ClearAddress =>
        Addresses.Messages(Caller.Service) + (Question.Columns is null ? "" : QueryString.Create(ListQuestion.ColumnsName, Question.Value(ListQuestion.ColumnsName)).ToString());

    private IEnumerable<string> AccountNames =>
        catalogs.Current.Accounts.Values.Where(IsOurs).Select(account => account.Name).Append(Account).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture);

    private IEnumerable<string> LineNumbers =>
        catalogs.Current.Accounts.Values.Where(IsOurs).SelectMany(account => account.Lines).Select(line => line.Number).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IEnumerable<string> TemplateKeys =>
        catalogs.Current.Templates.Keys.Where(template => template.Service == Caller.Service.Id).Select(template => template.Key).Order(StringComparer.Ordinal);

    private IEnumerable<string> IntentKeys => catalogs.Current.Intents.KeysFor(Caller.Service.Id);

    public static string TextOf(Fault fault, IStringLocalizer texts) =>
        fault.Code is MessageQuestion.TextHidden or MessageQuestion.WholeNumberOnly or MessageQuestion.NumbersHidden ? texts[fault.Code] : PanelWords.WrongValue(fault);

    protected override void OnParametersSet()
    {
        if (_filled == Question.Rows) return;   // what is being typed stays when the page is drawn again
        _filled = Question.Rows;
        Unread.Clear();
        (Text, To) = (Question.Value("q"), Question.Value("to"));
        (Account, Line, Template, Intent) = (Question.Value("account"), Question.Value("line"), Question.Value("template"), Question.Value("intent"));
        (Channel, Tag, Reference) = (Question.Value("channel"), Question.Value("tag"), Question.Value("reference"));
        (From, Until) = (Question.Time("from"), Question.Time("until"));
        States.Clear();
        foreach (var word in Question.Value("state").Split(',', StringSplitOptions.TrimEntries)) States.UnionWith(StateWords.StatesOf(word) ?? []);
    }

    private bool IsOurs(Core.Accounts.Account account) => account.ServiceId is null || account.ServiceId == Caller.Service.Id;

    private string? FaultOf(string field) => Question.Faults.FirstOrDefault(fault => fault.Field == field) is { } fault ? TextOf(fault, Texts) : null;

    private string? IsWrong(string field) => FaultOf(field) is null ? null : "true";

    private string? Describes(string field) => FaultOf(field) is null ? null : FieldFault.IdOf(field);

    private void Choose(MessageState state, bool wanted)
    {
        if (wanted) States.Add(state);
        else States.Remove(state);
    }

    private void Note(string box, bool isUnread)
    {
        if (isUnread) Unread.Add(box);
        else Unread.Remove(box);
    }

    private void Apply()
    {
        if (Unread.Count == 0) navigation.NavigateTo(Asked);
    }

    private string Asked => Addresses.Messages(Caller.Service) + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["q"] = Said(Text),
        ["to"] = Said(To),
        ["state"] = Said(string.Join(',', States.Order().Select(state => state.Word))),
        ["account"] = Said(Account),
        ["line"] = Said(Line),
        ["template"] = Said(Template),
        ["intent"] = Said(Intent),
        ["channel"] = Said(Channel),
        ["tag"] = Said(Tag),
        ["reference"] = Said(Reference),
        ["from"] = ListQuestion.TimeValue(From),
        ["until"] = ListQuestion.TimeValue(Until),
        [ListQuestion.ColumnsName] = Said(Question.Value(ListQuestion.ColumnsName)),
    }.Where(pair => pair.Value is not null));

    private static string? Said(string value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
