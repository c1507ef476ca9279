using Rasan.Core.Messages;

namespace Rasan.Core.Channels;

/// <summary>One message as it is handed over.</summary>
/// <param name="OwnId">The attempt's random 62-bit id, stored before the call, given to the provider where it takes one. With <see cref="ProviderCapabilities.OneIdPerCall"/> the deliveries of a call share it.</param>
/// <param name="To">The recipient.</param>
/// <param name="Text">The text, complete; with a template too, for providers and records that want it.</param>
/// <param name="Line">The sender number; null: the account's default sender.</param>
/// <param name="Segments">Billed parts of <paramref name="Text"/>.</param>
public sealed record Delivery(long OwnId, Recipient To, string Text, string? Line, int Segments)
{
    /// <summary>The provider's own pattern to be filled in place of <see cref="Text"/>; null: the text as it is. Goes alone in its call.</summary>
    public ProviderTemplate? Template { get; init; }

    /// <summary>Read out in a telephone call. Goes alone in its call.</summary>
    public bool IsVoice { get; init; }

    /// <summary>When the provider is to send it; null: at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }
}

/// <summary>A pattern that is kept and approved at the provider, with its values.</summary>
/// <param name="Code">Its name or code there.</param>
/// <param name="Values">Slot and value, in the order of the binding.</param>
public sealed record ProviderTemplate(string Code, IReadOnlyList<KeyValuePair<string, string>> Values);

/// <summary>What is known of an earlier attempt when the provider is asked about it.</summary>
/// <param name="OwnId">The attempt's own id.</param>
/// <param name="Reference">The provider's id for it; null while unknown.</param>
/// <param name="To">The recipient.</param>
/// <param name="StartedAt">When the call began.</param>
public sealed record AttemptEvidence(long OwnId, string? Reference, Recipient To, DateTimeOffset StartedAt)
{
    /// <summary>The text that was handed over; null: not known any more.</summary>
    public string? Text { get; init; }

    /// <summary>The sender number; null: the account's default sender.</summary>
    public string? Line { get; init; }

    /// <summary>It went out by a pattern of the provider's: the provider was given neither our text nor, in most cases, our id.</summary>
    public bool ByTemplate { get; init; }
}
