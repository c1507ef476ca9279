using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;

namespace Rasan.Web.Api.Accounts;

/// <summary>The accounts a service sends with.</summary>
/// <param name="Accounts">Its own in order of creation, then the shared ones.</param>
public sealed record AccountListView(IReadOnlyList<AccountView> Accounts);

/// <summary>An account at a provider. No secret is ever shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TenantId">Key of its tenant; null: the whole service's.</param>
/// <param name="Shared">It belongs to the system and serves every service; its settings, keys and callbacks are not shown.</param>
/// <param name="IsActive">Whether it is used.</param>
/// <param name="BaseUrl">Where calls go; null: the provider's own address.</param>
/// <param name="Timeout">Longest wait for one call, in seconds.</param>
/// <param name="ReportWindow">After so many seconds without a delivery report a message is unconfirmed; null: 48 hours.</param>
/// <param name="Settings">The provider's further settings, those that are no secret.</param>
/// <param name="Balance">Credit left; null: not known.</param>
/// <param name="ExpiresAt">When it ends; null: never, or not known.</param>
/// <param name="AskedAt">When the provider last told both.</param>
/// <param name="Fault">Why it did not tell them since; null: it did.</param>
/// <param name="PausedUntil">Until when nothing goes through it, the year 9999: until somebody takes it up again; null: it is not paused.</param>
/// <param name="PauseReason">The code it pauses for; <c>by_hand</c>: an operator wished it.</param>
/// <param name="Keys">Its keys, the first usable one is used.</param>
/// <param name="Lines">Its sender lines.</param>
/// <param name="Callbacks">Addresses to be entered at the provider; empty: it needs none, or no public address is set.</param>
public sealed record AccountView(
    long Id, string Provider, string Name, string? TenantId, bool Shared, bool IsActive, string? BaseUrl, int Timeout, int? ReportWindow, IReadOnlyDictionary<string, string> Settings,
    MoneyView? Balance, DateTime? ExpiresAt, DateTime? AskedAt, string? Fault, DateTime? PausedUntil, string? PauseReason, IReadOnlyList<KeyView> Keys, IReadOnlyList<LineView> Lines,
    IReadOnlyDictionary<string, string> Callbacks)
{
    /// <summary>So many days the balance lasts at the pace of the last seven; one decimal below ten. Null: not known.</summary>
    public double? DaysLeft { get; init; }
}

/// <summary>The keys of an account.</summary>
/// <param name="Keys">The first usable one is used.</param>
public sealed record KeyListView(IReadOnlyList<KeyView> Keys);

/// <summary>A key of an account.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Order">1 is used first.</param>
/// <param name="IsActive">Whether it is used.</param>
/// <param name="RefusedAt">When the provider refused it; null: it did not. Saved active again, it is tried again.</param>
/// <param name="RefusedCode">With which code.</param>
/// <param name="RefusedMessage">What that means, in the reader's language.</param>
public sealed record KeyView(long Id, string Label, int Order, bool IsActive, DateTime? RefusedAt, string? RefusedCode, string? RefusedMessage);

/// <summary>The sender lines of an account.</summary>
/// <param name="Lines">In the order they were added.</param>
public sealed record LineListView(IReadOnlyList<LineView> Lines);

/// <summary>A sender line of an account.</summary>
/// <param name="Id">Its number in Rasan.</param>
/// <param name="Number">As the provider writes it.</param>
/// <param name="Class"><c>service</c>, <c>advertising</c> or <c>shared</c>.</param>
/// <param name="IsActive">Whether it is used.</param>
/// <param name="Receives">Whether messages can come in on it.</param>
/// <param name="OpensAt">From when on a day it may be used, <c>HH:mm</c>; null: always.</param>
/// <param name="ClosesAt">Until when.</param>
/// <param name="Zone">Zone of these hours; null: Asia/Tehran.</param>
/// <param name="Intents">The intents and kinds it carries; null: all.</param>
public sealed record LineView(long Id, string Number, string Class, bool IsActive, bool Receives, string? OpensAt, string? ClosesAt, string? Zone, IReadOnlyList<string>? Intents)
{
    internal static LineView Of(Line line) => new(line.Id, line.Number, line.Class.Word, line.IsActive, line.Receives, line.OpensAt, line.ClosesAt, line.Zone, line.Intents?.Split(','));
}

/// <summary>What a provider listed.</summary>
/// <param name="Added">Numbers that were not known; they are switched off until somebody switches them on.</param>
/// <param name="Known">How many were known before.</param>
public sealed record FetchedLinesView(IReadOnlyList<string> Added, int Known);

/// <summary>It is gone.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">Always <c>removed</c>.</param>
public sealed record RemovedView(long Id, string Status = "removed");

/// <summary>What came of a test message.</summary>
/// <param name="TrackingId">It is a message like any other: ask for it again to learn whether it was delivered.</param>
/// <param name="Outcome"><c>accepted</c>, <c>refused</c> or <c>unknown</c>.</param>
/// <param name="Line">The line it went out on; null: the account's default sender.</param>
/// <param name="Reference">The provider's id for it.</param>
/// <param name="Code">The provider's code, or Rasan's word for what happened on the way.</param>
/// <param name="Message">What the code means, in the reader's language.</param>
/// <param name="Cost">What the provider says it charges.</param>
/// <param name="Answers">What the provider's server said word for word, one for each key that was tried; secrets, the number and the text are masked.</param>
public sealed record AccountTestView(
    Guid TrackingId, string Outcome, string? Line, string? Reference, string? Code, string? Message, MoneyView? Cost, IReadOnlyList<RawAnswerView> Answers);

/// <summary>One answer of a provider's server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text.</param>
public sealed record RawAnswerView(int Status, string Body);
