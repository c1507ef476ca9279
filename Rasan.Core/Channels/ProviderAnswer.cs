using Rasan.Core.Messages;

namespace Rasan.Core.Channels;

/// <summary>A provider answers a hand-over with one of three things.</summary>
public abstract record ProviderAnswer
{
    /// <summary>Why of an <see cref="Unknown"/>: the provider accepted, and speaks of another recipient or text than it was given. An alarm.</summary>
    public const string OtherMessage = "other_message";

    private ProviderAnswer() { }

    /// <summary>Taken over by the provider.</summary>
    /// <param name="Reference">The provider's id for the message, as text.</param>
    /// <param name="Cost">What it says it charges; null: not said.</param>
    public sealed record Accepted(string Reference, Money? Cost = null) : ProviderAnswer;

    /// <summary>Not taken over: nothing was or will be sent by this attempt.</summary>
    /// <param name="Reason">What kind of refusal; decides what happens next.</param>
    /// <param name="Code">The provider's raw code, kept for the operator.</param>
    /// <param name="Detail">The provider's own words, if any.</param>
    /// <param name="ForOneOfMany">The whole call was refused for the sake of one of its deliveries, and nobody says which: the dispatcher splits the call.</param>
    public sealed record Refused(RefusalReason Reason, string Code, string? Detail = null, bool ForOneOfMany = false) : ProviderAnswer
    {
        /// <summary>For how long the provider asks to be left alone (HTTP's Retry-After); null: it asks for nothing. Other accounts take the messages meanwhile.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>May have been sent: never resent blindly.</summary>
    /// <param name="Why">Short machine word: <c>timeout</c>, <c>cut</c>, <c>http_500</c>.</param>
    public sealed record Unknown(string Why) : ProviderAnswer;
}

/// <summary>The class of a refusal.</summary>
public enum RefusalReason
{
    /// <summary>The number is wrong or can't be reached: the message ends Failed.</summary>
    BadNumber = 1,

    /// <summary>The recipient must not be written to: the message ends Blocked.</summary>
    Blocked = 2,

    /// <summary>The text or the request is wrong: the message ends Failed.</summary>
    BadMessage = 3,

    /// <summary>Credit, key, line or address of the account: the account pauses, the next one takes the message.</summary>
    Account = 4,

    /// <summary>It may work later or elsewhere: the next account takes the message.</summary>
    Transient = 5,

    /// <summary>The key is wrong, dead or locked out: the account's next key is used; without one it is as <see cref="Account"/>.</summary>
    Key = 6,

    /// <summary>It stands between this account and this message alone, as a country that is not enabled or a pattern that is not there: the next account takes the message, and this one goes on with others.</summary>
    NotHere = 7,
}

/// <summary>What a provider says when asked about an attempt whose outcome is unknown.</summary>
public abstract record LookUpAnswer
{
    private LookUpAnswer() { }

    /// <summary>It has the message.</summary>
    /// <param name="Reference">The provider's id for it.</param>
    /// <param name="State">Its state there, if it says.</param>
    /// <param name="Code">The raw status code.</param>
    /// <param name="Cost">What it charged, if it says.</param>
    public sealed record Found(string Reference, DeliveryState? State, string? Code = null, Money? Cost = null) : LookUpAnswer;

    /// <summary>It does not know the attempt: nothing was sent.</summary>
    public sealed record NotKnown : LookUpAnswer;

    /// <summary>It could not be asked or gave no usable answer.</summary>
    /// <param name="Why">Short machine word.</param>
    public sealed record NoAnswer(string Why) : LookUpAnswer;
}

/// <summary>The provider's later word on an attempt.</summary>
/// <param name="AccountId">Whose provider speaks.</param>
/// <param name="Reference">The provider's id for the message.</param>
/// <param name="State">The unified state.</param>
/// <param name="Code">The raw code, kept for the operator.</param>
/// <param name="At">When it happened, by the provider's word; null: now.</param>
/// <param name="Cost">The final cost, if it says.</param>
/// <param name="To">Whom it speaks of, where several messages of one call share the reference.</param>
public sealed record ProviderReport(long AccountId, string Reference, DeliveryState State, string Code, DateTimeOffset? At = null, Money? Cost = null, Recipient? To = null)
{
    /// <summary>Our own id of the attempt, where the provider was told it and says it back; null: it does not.</summary>
    public long? OwnId { get; init; }
}

/// <summary>The unified delivery states a provider can report.</summary>
public enum DeliveryState
{
    /// <summary>Still on its way: changes nothing.</summary>
    Sent = 0,
    Delivered = 1,
    Undelivered = 2,
    Failed = 3,
    Blocked = 4,
    Expired = 5,
    Cancelled = 6,
}

/// <summary>Credit, expiry date and price of an account, as the provider says.</summary>
/// <param name="Balance">Credit left; null: not said.</param>
/// <param name="ExpiresAt">When the account ends; null: never or not said.</param>
/// <param name="PricePerSegment">Price of one segment; null: not said.</param>
public sealed record AccountStanding(Money? Balance, DateTimeOffset? ExpiresAt, Money? PricePerSegment);

/// <summary>Where a provider that reports by itself puts what it has to say. Safe to call twice with the same report.</summary>
public interface IReportSink
{
    /// <summary>Takes reports in; returns when they are on disk.</summary>
    Task TakeAsync(IReadOnlyList<ProviderReport> reports, CancellationToken ct);
}

/// <summary>A provider answered a question that is not a hand-over, and refused.</summary>
public sealed class ProviderRefusedException(RefusalReason reason, string code, string? detail = null) : Exception($"The provider refused: {code}")
{
    /// <summary>What kind of refusal.</summary>
    public RefusalReason Reason => reason;

    /// <summary>The raw code.</summary>
    public string Code => code;

    /// <summary>The provider's own words, if any.</summary>
    public string? Detail => detail;
}
