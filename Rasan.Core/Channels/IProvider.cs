using Rasan.Core.Messages;

namespace Rasan.Core.Channels;

/// <summary>
/// The seam to one SMS provider. An implementation translates between Rasan's words and the provider's wire, in both
/// directions, and decides nothing: no retries, no fail-over, no state of its own about messages.
/// One instance serves every account of that provider and is called from many threads at once.
/// </summary>
public interface IProvider
{
    /// <summary>Stable key, lower case: <c>kavenegar</c>, <c>sandbox</c>. Equal to <c>Account.Provider</c>.</summary>
    string Key { get; }

    /// <summary>What the provider can do. What is not declared here is never asked for.</summary>
    ProviderCapabilities Capabilities { get; }

    /// <summary>
    /// Hands over the deliveries of one call: same account and line, at most <see cref="ProviderCapabilities.MaxPerCall"/>,
    /// one text unless <see cref="ProviderCapabilities.DifferentTexts"/>.
    /// </summary>
    /// <param name="deadline">Cancelled when the account's time-out or the message's lifetime is over. A call cut by it after its body left is
    /// <see cref="ProviderAnswer.Unknown"/>.</param>
    /// <returns>One answer per delivery, in order. May throw on a transport fault: the dispatcher records what the exception means.</returns>
    Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline);

    /// <summary>Asks what became of an attempt whose outcome is unknown, by own id or by the evidence the provider offers. Only with <see cref="ProviderCapabilities.LookUp"/>.</summary>
    Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline);

    /// <summary>Asks for the delivery state of accepted attempts, at most <see cref="ProviderCapabilities.MaxPerStatusCall"/>. Only with <see cref="ProviderCapabilities.StatusByReference"/>.</summary>
    /// <returns>News only; an attempt nothing is known about is left out.</returns>
    Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline);

    /// <summary>Asks for credit, expiry date and price, and thereby whether the account is usable at all. Throws when the provider can't be reached.</summary>
    Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline);
}

/// <summary>What a provider can do; data for routing, grouping, reconciling and polling.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Deliveries that one call takes.</summary>
    public int MaxPerCall { get; init; } = 1;

    /// <summary>Whether the deliveries of one call may carry different texts.</summary>
    public bool DifferentTexts { get; init; }

    /// <summary>Whether <see cref="IProvider.LookUpAsync"/> can answer.</summary>
    public bool LookUp { get; init; }

    /// <summary>How long after the attempt a look-up can still answer.</summary>
    public TimeSpan LookUpWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether <see cref="IProvider.ReportsAsync"/> can answer.</summary>
    public bool StatusByReference { get; init; }

    /// <summary>Attempts that one status question takes.</summary>
    public int MaxPerStatusCall { get; init; } = 100;

    /// <summary>Whether an account needs an active key to be used.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Whether the provider reports by itself; polling is then only the safety net.</summary>
    public bool PushesReports { get; init; }

    /// <summary>Longest text in UTF-16 units that the provider takes; null: no own limit.</summary>
    public int? MaxTextLength { get; init; }
}

/// <summary>An account as a provider sees it: opened credentials and settings, no entity.</summary>
/// <param name="Id">The account's row; stable.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="BaseUrl">Overrides the provider's own address; null: the provider's default.</param>
/// <param name="Timeout">Longest wait for one call.</param>
/// <param name="Credentials">Opened secrets by field name (<c>api_key</c> …). Never logged.</param>
/// <param name="Settings">Other per-account settings by name.</param>
public sealed record ProviderAccount(
    long Id, string Name, Uri? BaseUrl, TimeSpan Timeout,
    IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings);

/// <summary>One message as it is handed over.</summary>
/// <param name="OwnId">The attempt's random 62-bit id, stored before the call, given to the provider where it takes one.</param>
/// <param name="To">The recipient.</param>
/// <param name="Text">The text, complete.</param>
/// <param name="Line">The sender number; null: the account's default sender.</param>
/// <param name="Segments">Billed parts of <paramref name="Text"/>.</param>
public sealed record Delivery(long OwnId, Recipient To, string Text, string? Line, int Segments);

/// <summary>What is known of an earlier attempt when the provider is asked about it.</summary>
/// <param name="OwnId">The attempt's own id.</param>
/// <param name="Reference">The provider's id for it; null while unknown.</param>
/// <param name="To">The recipient.</param>
/// <param name="StartedAt">When the call began.</param>
public sealed record AttemptEvidence(long OwnId, string? Reference, Recipient To, DateTimeOffset StartedAt);
