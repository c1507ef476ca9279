using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Web.Api.Routing;

/// <summary>The intents of a service.</summary>
/// <param name="Intents">Those that are defined, the service's own first; where the system has defined the same key, the service's counts.</param>
/// <param name="Seen">Those that messages carried in the last 30 days and nobody has defined, the newest first; at most 200.</param>
public sealed record IntentListView(IReadOnlyList<IntentView> Intents, IReadOnlyList<SeenIntentView> Seen);

/// <summary>A defined intent.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Key">As messages carry it.</param>
/// <param name="Owner"><c>service</c> or <c>system</c>.</param>
/// <param name="Kind"><c>otp</c>, <c>transactional</c> or <c>bulk</c>.</param>
/// <param name="Lifetime">Seconds a message lives; null: as its kind says.</param>
/// <param name="Channels">Sending methods in order; null: the service's order.</param>
/// <param name="MayChange">Whether this token may change it.</param>
public sealed record IntentView(long Id, string Key, string Owner, string Kind, int? Lifetime, IReadOnlyList<string>? Channels, bool MayChange)
{
    internal static IntentView Of(Intent intent, Caller caller) => new(
        intent.Id, intent.Key, intent.Owner.Word, intent.Kind.Word, intent.LifetimeSeconds, intent.Channels?.Split(','),
        caller.Tenant is null && caller.May(Permissions.ManageRoutes) && (intent.ServiceId is not null || caller.May(Permissions.SeeSystem)));
}

/// <summary>An intent that only messages know.</summary>
/// <param name="Key">As messages carried it.</param>
/// <param name="Kind">What it is treated as.</param>
/// <param name="LastSeenAt">When the last message carried it.</param>
/// <param name="Count">Messages since it was seen first.</param>
public sealed record SeenIntentView(string Key, string Kind, DateTime LastSeenAt, long Count)
{
    internal static SeenIntentView Of(SeenIntent seen) => new(seen.Key, seen.Kind.Word, seen.LastSeenAt.UtcDateTime, seen.Count);
}
