using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Problems;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>Every alert of an account with its fate, newest first; its account's address says which.</summary>
public sealed partial class AlertHistory(ReadAlerts read, Reader reader, PanelWords words, IStringLocalizer<WatchTexts> texts, TimeProvider clock, NavigationManager navigation) : AddressedList<AlertFate>(navigation)
{
    private const string Id = "alert-history";
    private const int PerPage = 20;

    private static readonly string[] Usual = ["on", "text", "to", "fate", "by", "message"];
    private static readonly string[] SayingFaults = ["from", "until"];

    [Parameter, EditorRequired] public long AccountId { get; set; }

    /// <summary>Another number: something of the account has changed.</summary>
    [Parameter] public int Version { get; set; }

    protected override string OwnPath => Addresses.Account(Caller.Service, AccountId);
    protected override string Place => "#" + Id;
    protected override string FilePath => OwnPath + "/alerts/export";
    protected override IReadOnlyList<string> UsualColumns => Usual;
    protected override object Basis => Version;

    /// <summary>Alerts are the program's own messages: only who may look into its service is led there.</summary>
    private Service? Sender => reader.In(MakeSystem.Key)?.Service;

    private IEnumerable<(string, string)> Subjects => Enum.GetValues<AlertOn>().Select(on => (on.Word, words.Alert(on)));

    private IEnumerable<(string, string)> Fates =>
        [(AlertFate.Waiting, texts["Waiting"]), (AlertFate.Unsent, texts["Unsent"]), .. Enum.GetValues<MessageState>().Select(state => (state.Word, words.State(state)))];

    protected override async Task<ListAnswer<AlertFate>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var check = new Check(clock.GetUtcNow());
        if (AlertsQuery.Read(question.Read(AlertsQuery.Parameters.Keys, check), check) is not var (filter, before, _)) return new(check.Faults!);
        var page = await read.RunAsync(Caller, AccountId, filter, before, PerPage, ct);
        return new(page?.Alerts ?? [], page?.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private string? WhyOf(AlertFate fate) => fate switch
    {
        { Alert.Fault: { } fault } => ApiTexts.Alert(fault, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
        { MessageFault: { } fault } => words.Fault(fault),
        _ => null,
    };
}
