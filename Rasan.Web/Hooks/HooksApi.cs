using Rasan.Core.Accounts;
using Rasan.Core.Channels;

namespace Rasan.Web.Hooks;

/// <summary>The doors at which providers call back. Whoever can't show the secret or the signature changes nothing, and is logged.</summary>
internal static class HooksApi
{
    public static IServiceCollection AddHooks(this IServiceCollection services) => services.AddSingleton<CallbackWork>().AddHostedService(rooms => rooms.GetRequiredService<CallbackWork>()).AddSingleton<CallbackDoor>();

    /// <summary>Where a provider signs, its doors name the account; where it does not, they lie behind the account's secret.</summary>
    public static void MapHooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup(CallbackAddresses.Root).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        foreach (var (provider, can) in routes.ServiceProvider.GetRequiredService<Core.Channels.Providers>().Capabilities)
        {
            if (can is { PushesReports: true, SignatureHeader: not null })
                hooks.MapPost($"/{provider}/{{account:long}}/{{attempt:long}}", (long account, long attempt, HttpContext call, CallbackDoor door) => door.AnswerAsync(call, door.ById(account, provider), CallbackSubject.Status, attempt));
            if (can is { PushesInbound: true, SignatureHeader: not null })
                hooks.MapPost($"/{provider}/{{account:long}}/inbound", (long account, HttpContext call, CallbackDoor door) => door.AnswerAsync(call, door.ById(account, provider), CallbackSubject.Inbound));
            if (can is { PushesReports: true, SignatureHeader: null, NeedsKey: true }) MapSecret(hooks, provider, CallbackSubject.Status);
            if (can is { PushesInbound: true, SignatureHeader: null }) MapSecret(hooks, provider, CallbackSubject.Inbound);
        }
    }

    private static void MapSecret(RouteGroupBuilder hooks, string provider, CallbackSubject subject) =>
        hooks.MapMethods($"/{provider}/{{secret}}/{CallbackAddresses.WordOf(subject)}", [HttpMethods.Get, HttpMethods.Post], (string secret, HttpContext call, CallbackDoor door) => door.AnswerAsync(call, door.BySecret(secret, provider), subject));
}
