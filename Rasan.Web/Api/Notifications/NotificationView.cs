using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Notifications;

/// <summary>A message as the notification API shows it, by whatever door it came. Times are <c>Y-m-d H:i:s</c> in UTC.</summary>
/// <param name="TrackingId">Its id.</param>
/// <param name="Status"><c>pending</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="DeliveryStatus">The exact state: <c>scheduled</c>, <c>queued</c>, <c>submitting</c>, <c>uncertain</c>, <c>sent</c>, <c>delivered</c>, <c>undelivered</c>, <c>failed</c>, <c>blocked</c>, <c>expired</c>, <c>cancelled</c>, <c>unconfirmed</c>.</param>
/// <param name="Intent">As it was sent.</param>
/// <param name="TenantId">Key of the tenant.</param>
/// <param name="ScheduledAt">When it was to be sent; null: at once.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="UpdatedAt">When it came into its state.</param>
/// <param name="ChannelResults">What became of it on every channel the recipient had an address for.</param>
/// <param name="Attempts">Every hand-over to an account, the first one first.</param>
public sealed record NotificationView(
    Guid TrackingId, string Status, string DeliveryStatus, string Intent, string? TenantId, string? ScheduledAt, string CreatedAt, string UpdatedAt,
    IReadOnlyDictionary<string, ChannelResult> ChannelResults, IReadOnlyList<NotificationAttempt> Attempts)
{
    private const string Skipped = "skipped", NotAvailable = "channel_not_available";

    internal static NotificationView Of(MessageHistory history, Catalog catalog, AttemptWords words) => new(
        history.Message.TrackingId.Value,
        history.Message.State.OutsideWord,
        history.Message.State.Word,
        history.Message.Intent,
        catalog.TenantKeys.GetValueOrDefault(history.Message.TenantId),
        history.Message.ScheduledAt is { } scheduled ? ApiTime.ToSeed(scheduled) : null,
        ApiTime.ToSeed(history.Message.CreatedAt),
        ApiTime.ToSeed(history.Message.StateAt),
        ResultsOf(history, catalog),
        [.. history.Attempts.Select(attempt => NotificationAttempt.Of(attempt, catalog, words))]);

    private static Dictionary<string, ChannelResult> ResultsOf(MessageHistory history, Catalog catalog)
    {
        var message = history.Message;
        var account = message.AccountId is { } id ? catalog.Accounts.GetValueOrDefault(id) : null;
        var newest = history.Attempts.LastOrDefault(attempt => attempt.Id == message.AttemptId);
        var results = new Dictionary<string, ChannelResult>(StringComparer.Ordinal)
        {
            [message.Channel] = new(
                message.State.OutsideWord, account?.Provider, account?.Name, newest?.Reference,
                message.DeliveredAt is { } delivered ? ApiTime.ToSeed(delivered) : null, message.Fault),
        };
        foreach (var skipped in message.SkippedChannels?.Split(',') ?? []) results[skipped] = new(Skipped, Error: NotAvailable);
        return results;
    }
}

/// <param name="Status"><c>pending</c>, <c>sent</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Provider">Key of the provider that has it.</param>
/// <param name="Account">Name of the account it went through.</param>
/// <param name="MessageId">The provider's id.</param>
/// <param name="DeliveredAt">When it was delivered, in UTC.</param>
/// <param name="Error">Why it failed or was skipped, a stable word.</param>
public sealed record ChannelResult(
    string Status, string? Provider = null, string? Account = null, string? MessageId = null, string? DeliveredAt = null, string? Error = null);

/// <param name="Number">1 is the first.</param>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Account">Name of the account.</param>
/// <param name="StartedAt">When it was handed over, in UTC.</param>
/// <param name="FinishedAt">When the answer came, in UTC; null while none has.</param>
/// <param name="Outcome"><c>started</c>, <c>accepted</c>, <c>refused</c>, <c>unknown</c> or <c>not_sent</c>.</param>
/// <param name="Code">The provider's own code, or Rasan's word for what happened on the way.</param>
/// <param name="Message">What the code means, in the reader's language.</param>
/// <param name="MayArriveTwice">Nobody could say whether it was sent when the next account took the message.</param>
public sealed record NotificationAttempt(
    int Number, string? Provider, string? Account, string StartedAt, string? FinishedAt, string Outcome, string? Code, string? Message, bool MayArriveTwice)
{
    internal static NotificationAttempt Of(Attempt attempt, Catalog catalog, AttemptWords words)
    {
        var account = catalog.Accounts.GetValueOrDefault(attempt.AccountId);
        return new(
            attempt.Number, account?.Provider, account?.Name, ApiTime.ToSeed(attempt.StartedAt),
            attempt.FinishedAt is { } finished ? ApiTime.ToSeed(finished) : null,
            AttemptWords.Outcome(attempt.Outcome), attempt.Code, words.MessageOf(attempt, account?.Provider), attempt.MayArriveTwice);
    }
}

/// <summary>What providers' codes and Rasan's own words mean, in one reader's language.</summary>
internal sealed class AttemptWords(IServiceProvider services, string language)
{
    public static string Outcome(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Started => "started",
        AttemptOutcome.Accepted => "accepted",
        AttemptOutcome.Refused => "refused",
        AttemptOutcome.Unknown => "unknown",
        AttemptOutcome.NotSent => "not_sent",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
    };

    /// <summary>The code's meaning with what was learnt by asking later, else the provider's own words.</summary>
    public string? MessageOf(Attempt attempt, string? provider) => MessageOf(provider, attempt.Code, attempt.Detail);

    public string? MessageOf(string? provider, string? raw, string? detail)
    {
        var first = TextOf(provider, raw) ?? (raw is { } code ? ApiTexts.Attempt(code, language) : null);
        var later = detail is { } word ? ApiTexts.LookUp(word, language) : null;
        return first is null || later is null ? first ?? later ?? detail : $"{first}{(language == ApiTexts.Persian ? '؛' : ';')} {later}";
    }

    /// <summary>The provider's own meaning of a code, else ours; a code nobody has put into words is itself.</summary>
    public string MeaningOf(string provider, string code) => TextOf(provider, code) ?? ApiTexts.Attempt(code, language) ?? code;

    public string? TextOf(string? provider, string? code) =>
        provider is null || code is null ? null : services.GetKeyedService<CodeTexts>(provider)?.Invoke(code, language);
}
