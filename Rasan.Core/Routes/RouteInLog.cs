using System.Globalization;
using System.Text.Json;
using Rasan.Core.Intents;

namespace Rasan.Core.Routes;

/// <summary>How a rule stands in the operation log.</summary>
internal static class RouteInLog
{
    public static string SubjectOf(Route route) => string.Create(CultureInfo.InvariantCulture, $"route:{route.Id}");

    public static string Describe(Route route, string? tenant) => JsonSerializer.Serialize(new
    {
        owner = route.Owner.Word,
        tenant,
        intent = route.Intent,
        kind = route.Kind?.Word,
        channel = route.Channel,
        fallback = route.Fallback,
        is_active = route.IsActive,
        steps = route.InOrder().Select(step => new { account = step.AccountId, line = step.LineId }),
    });
}
