using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Web.Hosting;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can keep its promise. Both open to all; the reasons are for those who may know.</summary>
internal static class HealthDoors
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddHealth()
        {
            builder.Services.AddHealthChecks().AddCheck<StorageCheck>("database").AddCheck<DispatcherCheck>("dispatcher");
            return builder;
        }
    }

    extension(WebApplication app)
    {
        public void MapHealth()
        {
            app.MapMethods("/healthz", [HttpMethods.Get, HttpMethods.Head], () => TypedResults.Ok(new { status = "ok" })).AllowAnonymous().WithTags("Health").WithSummary("The process answers.");
            app.MapHealthChecks("/readyz", new HealthCheckOptions
            {
                AllowCachingResponses = false,
                ResponseWriter = WriteAsync,
                ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status200OK },
            }).AllowAnonymous();
        }
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var status = report.Status == HealthStatus.Unhealthy ? "unavailable" : "ready";
        if (!MayKnow(http)) return http.Response.WriteAsJsonAsync(new { status }, http.RequestAborted);
        return http.Response.WriteAsJsonAsync(new
        {
            status,
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "ok", StringComparer.Ordinal),
        }, http.RequestAborted);
    }

    private static bool MayKnow(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true || http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from);

    private sealed class StorageCheck(ProbeStorage probe) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await probe.RunAsync(cancellationToken) switch
            {
                StorageFault.None => HealthCheckResult.Healthy(),
                StorageFault.Locked => HealthCheckResult.Unhealthy("locked by another process"),
                StorageFault.Full => HealthCheckResult.Unhealthy("disk or database full"),
                StorageFault.ReadOnly => HealthCheckResult.Unhealthy("not writable"),
                _ => HealthCheckResult.Unhealthy("damaged: restore a backup"),
            };
    }

    private sealed class DispatcherCheck(Dispatcher dispatcher) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(dispatcher.IsAlive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not running"));
    }
}
