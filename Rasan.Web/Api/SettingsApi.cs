using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Settings;

namespace Rasan.Web.Api;

/// <summary>What a service's programs set for themselves: accounts at providers, and which of them carries its codes.</summary>
internal static class SettingsApi
{
    private const string Kavenegar = "kavenegar";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/notifications").WithTags("Notification settings").RequireScope(Scopes.ProvidersManage);
        accounts.MapPost("/providers/kavenegar/setup", SetUpKavenegarAsync).WithName("SetUpKavenegar").WithSummary("Set up the account at Kavenegar");
        accounts.MapPost("/providers/sms/setup", SetUpAsync).WithName("SetUpProvider").WithSummary("Set up the account at a provider");
        accounts.MapGet("/settings/providers/sms", List).WithName("ListProviders").WithSummary("Which providers are set up");
        var routing = routes.MapGroup("/notifications/settings").WithTags("Notification settings").RequireScope(Scopes.RoutingManage);
        routing.MapPut("/otp-routing", SetRoutingAsync).WithName("SetOtpRouting").WithSummary("Which providers carry the codes, in order");
        routing.MapGet("/otp-routing", ReadRouting).WithName("ReadOtpRouting").WithSummary("Which providers carry the codes");
    }

    private static Task<Results<Answered<ProviderSetUpView>, Problem>> SetUpKavenegarAsync(Body<SetUpProviderRequest> body, SetUpAccount setUp, CancellationToken ct) => RunAsync(body, Kavenegar, setUp, ct);

    private static Task<Results<Answered<ProviderSetUpView>, Problem>> SetUpAsync(Body<SetUpProviderRequest> body, SetUpAccount setUp, CancellationToken ct) => RunAsync(body, provider: null, setUp, ct);

    private static async Task<Results<Answered<ProviderSetUpView>, Problem>> RunAsync(Body<SetUpProviderRequest> body, string? provider, SetUpAccount setUp, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, provider, check) is not { } order) return Problem.Invalid(check.Faults!);
        return await setUp.RunAsync(order, ct) switch
        {
            SetUpAccountResult.Done(_, var tenant) => Answers.Ok(ProviderSetUpView.Of(order, tenant)),
            SetUpAccountResult.Refused(var faults) => Problem.Invalid(faults),
            _ => Problem.ForeignTenant("tenant_id"),
        };
    }

    private static Results<Answered<ProvidersView>, Problem> List(ApiRequest request, Catalogs catalogs, Core.Channels.Providers providers, [FromQuery(Name = "tenant_id")] string? tenantId = null) =>
        TenantOf(request, catalogs.Current, tenantId, out var refusal) is { } tenant ? Answers.Ok(ProvidersView.Of(catalogs.Current, providers, request.Caller.Service, tenant)) : refusal!;

    private static async Task<Results<Answered<OtpRoutingView>, Problem>> SetRoutingAsync(Body<OtpRoutingRequest> body, SetOtpRouting set, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, check) is not { } order) return Problem.Invalid(check.Faults!);
        return await set.RunAsync(order, ct) switch
        {
            SetOtpRoutingResult.Done(var tenant, var intents) => Answers.Ok(new OtpRoutingView("updated", tenant, intents, RoutingView.Of([.. order.Providers.Distinct(StringComparer.Ordinal)], order.Fallback))),
            SetOtpRoutingResult.Refused(var faults) => Problem.Invalid(faults),
            _ => Problem.ForeignTenant("tenant_id"),
        };
    }

    private static Results<Answered<OtpRoutingListView>, Problem> ReadRouting(ApiRequest request, Catalogs catalogs, [FromQuery(Name = "tenant_id")] string? tenantId = null) =>
        TenantOf(request, catalogs.Current, tenantId, out var refusal) is { } tenant
            ? Answers.Ok(new OtpRoutingListView(tenant.Key, [.. OtpRouting.Read(catalogs.Current, request.Caller.Service.Id, tenant.Id).Select(OtpRoutingItemView.Of)]))
            : refusal!;

    private static Tenant? TenantOf(ApiRequest request, Catalog catalog, string? asked, out Problem? refusal)
    {
        var key = request.Caller.TenantKeyFor(asked?.Trim());
        var tenant = catalog.Tenants.GetValueOrDefault((request.Caller.Service.Id, key));
        refusal = !request.Caller.MayActFor(key) ? Problem.ForeignTenant("tenant_id") : tenant is null ? Problem.Refused("unknown_tenant", "tenant_id", key) : null;
        return refusal is null ? tenant : null;
    }
}
