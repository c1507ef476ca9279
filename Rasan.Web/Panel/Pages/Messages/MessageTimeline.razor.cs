using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>What happened to a message, in the order in which it did. Which rule chose the accounts is not kept: the route is today's, and says so.</summary>
public sealed partial class MessageTimeline(Catalogs catalogs, ExplainMessage explain, PanelWords words, AttemptMeanings meanings) : ComponentBase
{
    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public MessageHistory History { get; set; } = null!;

    private PanelWords Words => words;
    private Message Message => History.Message;
    private RoutePlan Plan { get; set; } = null!;
    private IReadOnlyList<Step> Steps { get; set; } = [];

    private string Sender => Texts[Message switch
    {
        { TokenId: not null } => "ByToken",
        { ResendOf: not null } => "ByResend",
        _ => "ByPanel",
    }];

    /// <summary>The token's name, for those who may know it.</summary>
    private string? TokenName => Message.TokenId is { } id && Caller.May(Permissions.SeeLogs)
        ? catalogs.Current.Tokens.Values.FirstOrDefault(entry => entry.Token.Id == id)?.Token.Name
        : null;

    protected override void OnParametersSet()
    {
        Plan = explain.Run(Caller, Message);
        Steps = [.. History.Attempts.Select(attempt => new Step(attempt.StartedAt, attempt, null)).Concat(History.Reports.Select(report => new Step(report.ReceivedAt, null, report))).OrderBy(step => step.At)];
    }

    private Account? AccountOf(Attempt attempt) => catalogs.Current.Accounts.GetValueOrDefault(attempt.AccountId);

    private string? MeaningOf(Attempt attempt) => meanings.Of(attempt, AccountOf(attempt)?.Provider);

    private string? MeaningOf(DeliveryReport report) =>
        History.Attempts.FirstOrDefault(attempt => attempt.Id == report.AttemptId) is { } attempt ? meanings.Of(AccountOf(attempt)?.Provider, report.Code) : null;

    private static string? ToneOf(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Accepted => "good",
        AttemptOutcome.Refused or AttemptOutcome.NotSent => "bad",
        AttemptOutcome.Unknown => "warn",
        _ => null,
    };

    private static string? ToneOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "good",
        DeliveryState.Sent => null,
        _ => "bad",
    };

    private sealed record Step(DateTimeOffset At, Attempt? Attempt, DeliveryReport? Report)
    {
        public string Key => Attempt is { } attempt ? string.Create(CultureInfo.InvariantCulture, $"a{attempt.Id}") : string.Create(CultureInfo.InvariantCulture, $"r{Report!.Id}");
    }
}
