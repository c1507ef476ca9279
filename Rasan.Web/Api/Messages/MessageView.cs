using System.Text.Json.Serialization;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Api.Messages;

/// <summary>A message, with its attempts and reports where one was asked for. Times are RFC 3339 in UTC.</summary>
public sealed record MessageView
{
    private const string Hidden = "***";

    /// <summary>The id it was accepted with.</summary>
    public required Guid TrackingId { get; init; }

    /// <summary>The exact state: <c>scheduled</c>, <c>queued</c>, <c>submitting</c>, <c>uncertain</c>, <c>sent</c>, <c>delivered</c> …</summary>
    public required string State { get; init; }

    /// <summary><c>pending</c>, <c>sent</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it ended as it did, a stable word.</summary>
    public string? Fault { get; init; }

    /// <summary>The sending method: <c>sms</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Why it is sent, as the caller said.</summary>
    public required string Intent { get; init; }

    /// <summary><c>otp</c>, <c>transactional</c> or <c>bulk</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Key of the tenant it belongs to.</summary>
    public string? TenantId { get; init; }

    /// <summary>The number, E.164; null once wiped.</summary>
    public string? To { get; init; }

    /// <summary>The text; <c>***</c> where it holds a one-time code, null once wiped.</summary>
    public string? Text { get; init; }

    /// <summary>Key of the template; null where a text was given.</summary>
    public string? Template { get; init; }

    /// <summary>Language of the text, where one was chosen.</summary>
    public string? Language { get; init; }

    /// <summary>The account that took it last.</summary>
    public string? Account { get; init; }

    /// <summary>Key of that account’s provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The sender number used, else asked for.</summary>
    public string? Line { get; init; }

    /// <summary>Billed parts.</summary>
    public required int Segments { get; init; }

    /// <summary>What the provider says it charged; null: not said.</summary>
    public MoneyView? Cost { get; init; }

    /// <summary>The caller’s own word for it.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller’s tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The message it repeats.</summary>
    public Guid? ResendOf { get; init; }

    /// <summary>A second copy was risked, because nobody could say whether the first was sent.</summary>
    public required bool MayArriveTwice { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the caller wanted it sent; null: at once.</summary>
    public DateTime? ScheduledAt { get; init; }

    /// <summary>When it came into its state.</summary>
    public required DateTime StateAt { get; init; }

    /// <summary>Past it nothing is sent any more.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>When it was delivered.</summary>
    public DateTime? DeliveredAt { get; init; }

    /// <summary>Its hand-overs to accounts, oldest first; only where one message was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttemptView>? Attempts { get; init; }

    /// <summary>What providers said later, oldest first; only where one message was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReportView>? Reports { get; init; }

    internal static MessageView Of(MessageHistory history, Catalog catalog, AttemptWords words) => Of(history.Message, catalog) with
    {
        Attempts = [.. history.Attempts.Select(attempt => AttemptView.Of(attempt, catalog, words))],
        Reports = [.. history.Reports.Select(report => ReportView.Of(report, history, catalog, words))],
    };

    internal static MessageView Of(Message message, Catalog catalog)
    {
        var account = message.AccountId is { } id ? catalog.Accounts.GetValueOrDefault(id) : null;
        return new()
        {
            TrackingId = message.TrackingId.Value,
            State = message.State.Word,
            Status = message.State.OutsideWord,
            Fault = message.Fault,
            Channel = message.Channel,
            Intent = message.Intent,
            Kind = message.Kind.Word,
            TenantId = catalog.TenantKeys.GetValueOrDefault(message.TenantId),
            To = message.Recipient,
            Text = message.Kind is Core.Intents.Kind.Otp || message.Sealed is not null ? Hidden : message.Text,
            Template = message.TemplateId is { } template ? catalog.TemplatesById.GetValueOrDefault(template)?.Template.Key : null,
            Language = message.Language,
            Account = account?.Name,
            Provider = account?.Provider,
            Line = account?.Lines.Find(line => line.Id == message.LineId)?.Number ?? message.Line,
            Segments = message.Segments,
            Cost = MoneyView.Of(message.CostMicros, message.Currency),
            Reference = message.Reference,
            Tags = MessageTags.Split(message.Tags),
            ResendOf = message.ResendOf?.Value,
            MayArriveTwice = message.MayArriveTwice,
            CreatedAt = message.CreatedAt.UtcDateTime,
            ScheduledAt = message.ScheduledAt?.UtcDateTime,
            StateAt = message.StateAt.UtcDateTime,
            ExpiresAt = message.ExpiresAt.UtcDateTime,
            DeliveredAt = message.DeliveredAt?.UtcDateTime,
        };
    }
}

/// <param name="Number">1 is the first.</param>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Account">Name of the account.</param>
/// <param name="StartedAt">When it was handed over.</param>
/// <param name="FinishedAt">When the answer came; null while none has.</param>
/// <param name="Outcome"><c>started</c>, <c>accepted</c>, <c>refused</c>, <c>unknown</c> or <c>not_sent</c>.</param>
/// <param name="Code">The provider's own code, or Rasan's word for what happened on the way.</param>
/// <param name="Message">What the code means, in the reader's language.</param>
/// <param name="MessageId">The provider's id.</param>
/// <param name="Cost">What the provider says it charged.</param>
/// <param name="MayArriveTwice">Nobody could say whether it was sent when the next account took the message.</param>
/// <param name="ByTemplate">By a pattern of the provider's, not as a text.</param>
public sealed record AttemptView(
    int Number, string? Provider, string? Account, DateTime StartedAt, DateTime? FinishedAt, string Outcome, string? Code, string? Message,
    string? MessageId, MoneyView? Cost, bool MayArriveTwice, bool ByTemplate)
{
    internal static AttemptView Of(Attempt attempt, Catalog catalog, AttemptWords words)
    {
        var account = catalog.Accounts.GetValueOrDefault(attempt.AccountId);
        return new(
            attempt.Number, account?.Provider, account?.Name, attempt.StartedAt.UtcDateTime, attempt.FinishedAt?.UtcDateTime,
            AttemptWords.Outcome(attempt.Outcome), attempt.Code, words.MessageOf(attempt, account?.Provider),
            attempt.Reference, MoneyView.Of(attempt.CostMicros, attempt.Currency), attempt.MayArriveTwice, attempt.ByTemplate);
    }
}

/// <param name="Attempt">Number of the attempt it speaks of.</param>
/// <param name="State"><c>sent</c>, <c>delivered</c>, <c>undelivered</c>, <c>failed</c>, <c>blocked</c>, <c>expired</c> or <c>cancelled</c>.</param>
/// <param name="Code">The provider's own code.</param>
/// <param name="Message">What the code means, in the reader's language.</param>
/// <param name="At">When it happened, by the provider's word.</param>
/// <param name="ReceivedAt">When Rasan heard of it.</param>
public sealed record ReportView(int? Attempt, string State, string Code, string? Message, DateTime At, DateTime ReceivedAt)
{
    internal static ReportView Of(DeliveryReport report, MessageHistory history, Catalog catalog, AttemptWords words)
    {
        var attempt = history.Attempts.FirstOrDefault(a => a.Id == report.AttemptId);
        var provider = attempt is null ? null : catalog.Accounts.GetValueOrDefault(attempt.AccountId)?.Provider;
        return new(attempt?.Number, WordOf(report.State), report.Code, words.TextOf(provider, report.Code), report.At.UtcDateTime, report.ReceivedAt.UtcDateTime);
    }

    private static string WordOf(DeliveryState state) => state switch
    {
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Undelivered => "undelivered",
        DeliveryState.Failed => "failed",
        DeliveryState.Blocked => "blocked",
        DeliveryState.Expired => "expired",
        DeliveryState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };
}
