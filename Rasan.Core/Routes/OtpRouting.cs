using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Services;

namespace Rasan.Core.Routes;

/// <summary>What one rule of a tenant says of an otp intent.</summary>
/// <param name="Providers">Keys, in order, each once.</param>
public sealed record OtpRule(string Intent, IReadOnlyList<string> Providers, bool Fallback, bool IsActive);

/// <summary>The rules of one tenant that decide its codes, as programs set and read them. Pure: reads a catalog.</summary>
public static class OtpRouting
{
    /// <summary>The intents of kind otp that this service knows.</summary>
    public static IEnumerable<string> IntentsOf(Catalog catalog, long serviceId) =>
        catalog.Intents.KeysFor(serviceId).Where(key => catalog.Intents.Find(serviceId, key, otpDoor: false).Kind == Kind.Otp);

    /// <summary>One item for each otp intent that a rule of this tenant speaks of, active or not.</summary>
    public static IReadOnlyList<OtpRule> Read(Catalog catalog, long serviceId, long tenantId)
    {
        var own = catalog.Routes.All.Where(route => route.ServiceId == serviceId && route.TenantId == tenantId && route.Channel == ChannelKeys.Sms).ToList();
        var byIntent = own.Where(route => route.Intent is not null && catalog.Intents.Find(serviceId, route.Intent, otpDoor: true).Kind == Kind.Otp).ToDictionary(route => route.Intent!, StringComparer.Ordinal);
        var ofKind = own.Find(route => route.Kind == Kind.Otp);
        var spokenOf = byIntent.Keys.Concat(ofKind is null ? [] : IntentsOf(catalog, serviceId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. spokenOf.Select(intent => Describe(catalog, intent, DecidingOf(byIntent.GetValueOrDefault(intent), ofKind)))];
    }

    /// <summary>An inactive rule is passed over, here as in the planner.</summary>
    private static Route DecidingOf(Route? own, Route? ofKind) => own is { IsActive: true } || ofKind is null ? own! : own is null || ofKind.IsActive ? ofKind : own;

    private static OtpRule Describe(Catalog catalog, string intent, Route route) => new(
        intent,
        [.. route.InOrder().Select(step => catalog.Accounts.GetValueOrDefault(step.AccountId)?.Provider).OfType<string>().Distinct(StringComparer.Ordinal)],
        route.Fallback, route.IsActive);
}
