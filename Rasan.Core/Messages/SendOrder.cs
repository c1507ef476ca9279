using System.Text.Json;
using Rasan.Core.Intents;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>What somebody wants sent, checked for form: API, panel and jobs make one; <see cref="SendMessage"/> decides.</summary>
public sealed record SendOrder
{
    public required Caller Caller { get; init; }

    /// <summary>Null: the token's own, else the service's default tenant.</summary>
    public string? TenantKey { get; init; }

    /// <summary>The tenant by its row, where a message is repeated.</summary>
    public long? Tenant { get; init; }
    public required string Intent { get; init; }

    /// <summary>An intent nobody defined is of kind otp here (the /otp/send door); elsewhere only when its key begins with OTP.</summary>
    public bool OtpDoor { get; init; }

    /// <summary>Empty: the order names nobody who has a number.</summary>
    public required IReadOnlyList<Recipient> To { get; init; }

    /// <summary>Channels addressed besides the number's, separated by a comma; they are skipped.</summary>
    public string? OtherChannels { get; init; }

    /// <summary>The text; null when a template is named.</summary>
    public string? Text { get; init; }
    public string? TemplateKey { get; init; }

    /// <summary>Where a message is repeated: the template its text was made of, and what filled it.</summary>
    public long? MadeOf { get; init; }
    public IReadOnlyDictionary<string, string>? FilledWith { get; init; }

    /// <summary>The template's variables: a JSON object or array.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>What the caller calls these fields, for faults.</summary>
    public string TemplateField { get; init; } = "template";
    public string VariablesField { get; init; } = "params";
    public string TenantField { get; init; } = "tenant_id";
    public string LineField { get; init; } = "line";
    public string? Language { get; init; }
    public string? Line { get; init; }

    /// <summary>The sending method that was asked for; null: the first of the intent's order that the service may use.</summary>
    public string? Channel { get; init; }

    /// <summary>Asked lane; only ever lowers the kind's.</summary>
    public Lane? Priority { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public string? Reference { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public TrackingId? ResendOf { get; init; }

    /// <summary>The account it tells of, where it is an alert: it goes by another one.</summary>
    public long? AboutAccount { get; init; }
    public bool DryRun { get; init; }

    /// <summary>A dry run goes on without a recipient: nobody has been named yet.</summary>
    public bool NobodyYet { get; init; }
    public IdempotencyGuard<SendReceipt>? Idempotency { get; init; }

    /// <summary>The operation-log row that belongs to it: a resend, a send from the panel.</summary>
    public Logs.Operation? Operation { get; init; }
}

/// <summary>What was taken on.</summary>
public sealed record SendReceipt(IReadOnlyList<SentItem> Items, int Segments, Money? CostEstimate);

public readonly record struct SentItem(TrackingId Id, Recipient To);

/// <summary>A wrong value: JSON field path, stable code, and what the text needs to name.</summary>
public sealed record Fault(string Field, string Code, string? Value = null);

/// <summary>What became of an order.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>On disk; only then is this said.</summary>
    public sealed record Accepted(SendReceipt Receipt) : SendResult;

    /// <summary>The same request came before: its first answer.</summary>
    public sealed record Replayed(int Status, byte[] Body) : SendResult;

    /// <summary>Nothing was taken on; how it would go.</summary>
    public sealed record DryRun(SendForecast Forecast) : SendResult;

    public sealed record Invalid(IReadOnlyList<Fault> Faults) : SendResult;

    /// <summary>Refused as a whole: <c>no_channel</c>, <c>unknown_tenant</c>, <c>foreign_tenant</c>.</summary>
    public sealed record Refused(string Code, string? Field = null, string? Value = null) : SendResult;

    /// <summary>The Idempotency-Key was used for another request.</summary>
    public sealed record Conflict : SendResult;

    /// <summary>Nothing can be written now, or too much waits to be.</summary>
    public sealed record Unavailable(Storage.StorageFault Fault) : SendResult;
}
