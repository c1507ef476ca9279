using Rasan.Core.Channels;
using Rasan.Core.Creations;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Routes;

/// <summary>A rule as somebody wants it.</summary>
/// <param name="Steps">The account to be tried first comes first.</param>
public sealed record RouteOrder(Caller Caller, IReadOnlyList<RouteStepOrder> Steps)
{
    /// <summary>Steps that one rule has at most.</summary>
    public const int MostSteps = 50;

    /// <summary>The rule that is changed: whom and what it speaks of stays. Null: a new one.</summary>
    public long? Id { get; init; }

    /// <summary>For every service; a system administrator's to make.</summary>
    public bool OfSystem { get; init; }

    /// <summary>Null: the tenant the caller is bound to, else the whole service.</summary>
    public string? TenantKey { get; init; }

    /// <summary>Either this or <see cref="Kind"/>.</summary>
    public string? Intent { get; init; }
    public Kind? Kind { get; init; }
    public string Channel { get; init; } = ChannelKeys.Sms;
    public bool Fallback { get; init; } = true;
    public bool IsActive { get; init; } = true;
    public IdempotencyGuard<Route>? Idempotency { get; init; }
}

/// <param name="Account">Its id.</param>
/// <param name="Line">A number of the account; null: whichever of its lines may carry the message.</param>
public sealed record RouteStepOrder(long Account, string? Line);

/// <summary>What became of a change of a rule.</summary>
public abstract record RouteResult
{
    private RouteResult() { }

    public sealed record Done(long Id) : RouteResult;

    /// <summary>A rule was made under the request's Idempotency-Key before.</summary>
    public sealed record Kept(FirstAnswer Answer) : RouteResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : RouteResult;

    /// <summary>Another rule speaks of the same owner, intent or kind, and channel.</summary>
    public sealed record Exists : RouteResult;

    public sealed record NotFound : RouteResult;

    /// <summary>What is the system's, system administrators change.</summary>
    public sealed record SystemOwned : RouteResult;

    /// <summary>The caller speaks for another tenant alone.</summary>
    public sealed record ForeignTenant : RouteResult;
}
