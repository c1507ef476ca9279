using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Simulation;

namespace Rasan.Providers.Sandbox;

/// <summary>What became of a request. Stored; never renumber.</summary>
public enum SandboxOutcome
{
    /// <summary>The recipient has it, or will within a second.</summary>
    Received = 1,

    /// <summary>Accepted; the handset was never reached.</summary>
    Undelivered = 2,

    /// <summary>Accepted; the operator gave up.</summary>
    Failed = 3,

    /// <summary>Refused; not sent.</summary>
    Refused = 4,

    /// <summary>Read and never answered; not sent.</summary>
    Silent = 5,

    /// <summary>A bare 500; not sent.</summary>
    ServerError = 6,
}

/// <summary>One line of the Sandbox's record: a delivery it was given and what it did with it.</summary>
public sealed record SandboxRequest(
    long Id, long AccountId, long OwnId, Recipient To, string Text, string? Line, int Segments,
    DateTimeOffset At, MagicNumber Magic, SandboxOutcome Outcome, string Code, long CostRials)
{
    /// <summary>From acceptance to the final state.</summary>
    public static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(1);

    /// <summary>Questions about a cut call go unanswered this long.</summary>
    public static readonly TimeSpan CutSilence = TimeSpan.FromSeconds(45);

    public bool IsAccepted => Outcome <= SandboxOutcome.Failed;

    /// <summary>The Sandbox's id for it, of which the row is only a part: another data directory's rows have the same numbers.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Id}-{OwnId & 0xffff_ffff:x8}");

    public Money Cost => Money.Rials(CostRials);

    public string FinalCode => Outcome switch
    {
        SandboxOutcome.Received => SandboxCodes.Delivered,
        SandboxOutcome.Undelivered => SandboxCodes.Undelivered,
        SandboxOutcome.Failed => SandboxCodes.Failed,
        _ => Code,
    };

    public bool Reports => IsAccepted && Magic is not MagicNumber.NoReport;

    public bool IsMuteAt(DateTimeOffset now) => Magic is MagicNumber.Cut && now < At + CutSilence;

    public ProviderCode StatusAt(DateTimeOffset now) =>
        SandboxCodes.Known(Reports && now >= At + DeliveryTime ? FinalCode : Code);

    /// <summary>The final state; null: nothing to report yet, or ever.</summary>
    public ProviderReport? ReportAt(DateTimeOffset now) =>
        !Reports || IsMuteAt(now) || now < At + DeliveryTime ? null
        : new(AccountId, Reference, SandboxCodes.Known(FinalCode).State!.Value, FinalCode, At + DeliveryTime, Cost);

    /// <summary>A repeated own id must be the same message.</summary>
    public bool IsOf(Delivery delivery) => To == delivery.To && string.Equals(Text, delivery.Text, StringComparison.Ordinal);

    /// <summary>The row that a reference names; the rest of it is checked against the row.</summary>
    public static long? RowOf(string reference) =>
        long.TryParse(reference.AsSpan(0, Math.Max(0, reference.IndexOf('-', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
