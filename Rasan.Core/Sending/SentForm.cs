using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Messages;

namespace Rasan.Core.Sending;

/// <summary>What became of a form a person has sent; kept sealed for as long as answers are.</summary>
public sealed record SentForm
{
    /// <summary>When it was taken on.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is to go out; null: at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }
    public required IReadOnlyList<SentMessage> Messages { get; init; }
    public required IReadOnlyList<RefusedRecipient> Refused { get; init; }

    /// <summary>Written more than once, sent once.</summary>
    public required int Repeated { get; init; }

    /// <summary>Billed parts of all messages together.</summary>
    public required int Segments { get; init; }

    /// <summary>Null: the price was not known.</summary>
    public Money? CostEstimate { get; init; }

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SentJson.Default.SentForm);

    internal static SentForm Read(byte[] body) => JsonSerializer.Deserialize(body, SentJson.Default.SentForm) ?? throw new InvalidOperationException("The kept answer of a form is empty.");
}

/// <param name="Id">The message's tracking id.</param>
/// <param name="Asked">As it was written.</param>
/// <param name="To">The number; masked for who may not see numbers.</param>
public sealed record SentMessage(Guid Id, string Asked, string To);

[JsonSerializable(typeof(SentForm))]
internal sealed partial class SentJson : JsonSerializerContext;
