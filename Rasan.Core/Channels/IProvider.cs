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

    /// <summary>What people are shown of the provider, and what an account of it is made of.</summary>
    ProviderProfile Profile { get; }

    /// <summary>What the provider can do. What is not declared here is never asked for.</summary>
    ProviderCapabilities Capabilities { get; }

    /// <summary>
    /// Hands over the deliveries of one call: same account and line, at most <see cref="ProviderCapabilities.MaxPerCall"/>,
    /// one text unless <see cref="ProviderCapabilities.DifferentTexts"/>, a recipient once unless <see cref="ProviderCapabilities.RepeatedRecipients"/>;
    /// what goes out by template or as a voice call goes alone.
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
    /// <exception cref="ProviderRefusedException">The provider answered, and refuses the account.</exception>
    Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline);

    /// <summary>Asks whether the account can be used at all, as cheaply as the provider allows; sends nothing. Returns when it can.</summary>
    /// <exception cref="ProviderRefusedException">The provider answered, and refuses the account.</exception>
    Task ProbeAsync(ProviderAccount account, CancellationToken deadline) => StandingAsync(account, deadline);

    /// <summary>Takes back a message that waits at the provider for its time. Only with <see cref="ProviderCapabilities.Cancels"/>.</summary>
    /// <returns>False: too late, or nothing of that id waits there.</returns>
    /// <exception cref="ProviderRefusedException">The provider answered, and refuses the account.</exception>
    Task<bool> CancelAsync(ProviderAccount account, AttemptEvidence attempt, CancellationToken deadline) => throw new NotSupportedException();

    /// <summary>The sender numbers of the account. Only with <see cref="ProviderCapabilities.ListsLines"/>.</summary>
    /// <exception cref="ProviderRefusedException">The provider answered, and refuses the account.</exception>
    Task<IReadOnlyList<ProviderLine>> LinesAsync(ProviderAccount account, CancellationToken deadline) => throw new NotSupportedException();

    /// <summary>Pulls inbound messages of one line, everything that is new since the cursor. Only with <see cref="ProviderCapabilities.PullsInbound"/>.</summary>
    /// <param name="line">The account's own number.</param>
    /// <param name="cursor">What the last answer gave; null at the first time. Its meaning is the provider's own.</param>
    /// <exception cref="ProviderRefusedException">The provider answered, and refuses the account.</exception>
    Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline) => throw new NotSupportedException();

    /// <summary>Reads what the provider has pushed to one of its doors. Pure: no call, nothing stored. Only with <see cref="ProviderCapabilities.PushesReports"/> or <see cref="ProviderCapabilities.PushesInbound"/>.</summary>
    CallbackAnswer Read(ProviderAccount account, Callback callback) => throw new NotSupportedException();
}
