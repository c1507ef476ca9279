namespace Rasan.Core.Channels;

/// <summary>What a provider can do; data for routing, grouping, reconciling and polling, and for what the panel offers. What is not declared is never asked for.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Deliveries that one call takes.</summary>
    public int MaxPerCall { get; init; } = 1;

    /// <summary>Whether the deliveries of one call may carry different texts.</summary>
    public bool DifferentTexts { get; init; }

    /// <summary>Different texts share a call only where they have a line; without one, a call has one text.</summary>
    public bool DifferentTextsNeedLine { get; init; }

    /// <summary>Whether one call may name a recipient twice and still tell the two apart later.</summary>
    public bool RepeatedRecipients { get; init; } = true;

    /// <summary>The provider takes one own id per call: the attempts of a call share one, and evidence is id and recipient.</summary>
    public bool OneIdPerCall { get; init; }

    /// <summary>Whether <see cref="Delivery.Template"/> is understood: a pattern kept and approved at the provider.</summary>
    public bool Templates { get; init; }

    /// <summary>What goes out by a pattern goes over a number of the provider's own choice: the account's lines do not matter to it.</summary>
    public bool TemplatesTakeNoLine { get; init; }

    /// <summary>Whether the provider takes this value in this slot of a pattern; texts in calls by template only.</summary>
    public Func<string, string, bool> TakesValue { get; init; } = static (slot, value) => true;

    /// <summary>Whether <see cref="Delivery.IsVoice"/> is understood.</summary>
    public bool Voice { get; init; }

    /// <summary>Whether <see cref="Delivery.ScheduledAt"/> is understood.</summary>
    public bool Schedules { get; init; }

    /// <summary>Whether <see cref="IProvider.CancelAsync"/> can answer.</summary>
    public bool Cancels { get; init; }

    /// <summary>Whether <see cref="IProvider.LookUpAsync"/> can answer.</summary>
    public bool LookUp { get; init; }

    /// <summary>How long after the end of a call a look-up may not show yet what was taken: until then that it knows nothing proves nothing.</summary>
    public TimeSpan Settling { get; init; }

    /// <summary>How long after the attempt a look-up can still answer.</summary>
    public TimeSpan LookUpWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether <see cref="IProvider.ReportsAsync"/> can answer.</summary>
    public bool StatusByReference { get; init; }

    /// <summary>How long after the attempt the provider still tells its state.</summary>
    public TimeSpan StatusWindow { get; init; } = TimeSpan.MaxValue;

    /// <summary>Attempts that one status question takes.</summary>
    public int MaxPerStatusCall { get; init; } = 100;

    /// <summary>Whether an account needs an active key to be used.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Whether a message needs a line: the provider has no default sender.</summary>
    public bool NeedsLine { get; init; }

    /// <summary>Whether the provider reports by itself; polling is then only the safety net.</summary>
    public bool PushesReports { get; init; }

    /// <summary>Whether the provider can push inbound messages.</summary>
    public bool PushesInbound { get; init; }

    /// <summary>The header in which the provider signs what it pushes; null: it signs nothing, and its doors lie behind a secret.</summary>
    public string? SignatureHeader { get; init; }

    /// <summary>XML with which a push is answered; null: an empty 200.</summary>
    public string? CallbackReply { get; init; }

    /// <summary>Whether <see cref="IProvider.InboundAsync"/> can answer.</summary>
    public bool PullsInbound { get; init; }

    /// <summary>Whether <see cref="IProvider.StandingAsync"/> tells the credit.</summary>
    public bool TellsBalance { get; init; }

    /// <summary>Whether <see cref="IProvider.StandingAsync"/> tells when the account ends.</summary>
    public bool TellsExpiry { get; init; }

    /// <summary>Whether <see cref="IProvider.StandingAsync"/> tells the price of a segment.</summary>
    public bool TellsPrice { get; init; }

    /// <summary>Whether <see cref="IProvider.LinesAsync"/> can answer.</summary>
    public bool ListsLines { get; init; }

    /// <summary>Longest text in UTF-16 units that the provider takes; null: no own limit.</summary>
    public int? MaxTextLength { get; init; }

    /// <summary>Most segments that the provider takes; null: no own limit.</summary>
    public int? MaxSegments { get; init; }
}
