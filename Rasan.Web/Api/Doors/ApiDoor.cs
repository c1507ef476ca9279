using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Doors;

/// <summary>
/// Everything under /api comes through here and ends here: the token, the limit, the endpoint, the log, and a problem for
/// whatever went wrong. The rest of the pipeline is for browsers and costs a program's call nothing.
/// </summary>
internal sealed partial class ApiDoor(
    RequestDelegate next, IServiceProvider services, Catalogs catalogs, ApiLog log, RateLimits limits, ApiPaths paths, TimeProvider clock, ILogger<ApiDoor> logger)
{
    private const string Scheme = "Bearer ";
    private const string UnknownRoute = "(unknown)";

    // Every use case is a singleton: a scope per request would be made for nobody.
    private readonly IServiceProvidersFeature _services = new RootServices(services);

    // in any case, as the router takes it: an endpoint that is reached past the door has nobody let in
    public Task InvokeAsync(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? AnswerAsync(context) : next(context);

    private async Task AnswerAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var request = new ApiRequest(context, clock.GetUtcNow());
        context.Features.Set(request);
        context.Features.Set(_services);
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        try
        {
            if ((Admit(context, request, endpoint) ?? await RunAsync(context, request, endpoint!)) is { } problem && !context.Response.HasStarted)
                await problem.ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            log.Add(request.ToLog(IsOurs(endpoint) ? endpoint!.RoutePattern.RawText! : UnknownRoute, clock.GetElapsedTime(started)));
        }
    }

    private async Task<Problem?> RunAsync(HttpContext context, ApiRequest request, RouteEndpoint endpoint)
    {
        try
        {
            await endpoint.RequestDelegate!(context);
            return request.Refusal;
        }
        catch (StorageUnavailableException unavailable)
        {
            return Problem.Unavailable(unavailable.Fault);
        }
        catch (ForbiddenException forbidden)
        {
            return Problem.MissingScope(Scopes.Of(forbidden.Missing));
        }
        catch (BadHttpRequestException bad)   // in Development the framework throws where a parameter could not be bound
        {
            return request.Refusal ?? bad.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => Problem.BodyTimeout(),
                StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge(),
                _ => Problem.Malformed(""),
            };
        }
        catch (Exception surprise) when (surprise is not OperationCanceledException)
        {
            if (StorageUnavailableException.From(surprise) is { } unavailable) return Problem.Unavailable(unavailable.Fault);
            LogSurprise(surprise, endpoint.RoutePattern.RawText, context.TraceIdentifier);
            return Problem.Internal();
        }
    }

    private Problem? Admit(HttpContext context, ApiRequest request, RouteEndpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<RequiredScope>() is not { } required)
            return paths.MethodsOf(context.Request.Path) is { Count: > 0 } methods ? Problem.MethodNotAllowed(methods) : Problem.NotFound();
        if (Secret(context.Request) is not { Length: > 0 } secret || !catalogs.Current.Tokens.TryGetValue(TokenHash.Of(secret), out var token))
            return Problem.Unauthorized();

        request.TurnAway(token);
        if (!token.Token.IsAlive(request.At) || !token.Service.IsActive) return Problem.DeadToken();
        if (!token.Token.Allows(context.Connection.RemoteIpAddress)) return Problem.AddressNotAllowed(context.Connection.RemoteIpAddress);
        if (required.Scope is { } scope && !token.Scopes.Contains(scope)) return Problem.MissingScope(scope);
        if (limits.Take(token.Token) is { } wait) return Problem.RateLimited(wait, token.Token.RatePerMinute.GetValueOrDefault());

        request.LetIn(token, new(token.Service, token.Tenant, token.Actor, token.Permissions, token.Token.Id, context.Connection.RemoteIpAddress));
        return null;
    }

    private static ReadOnlySpan<char> Secret(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Scheme.Length).Trim() : default;

    private static bool IsOurs(RouteEndpoint? endpoint) => endpoint?.Metadata.GetMetadata<RequiredScope>() is not null;

    [LoggerMessage(4001, LogLevel.Error, "{Route} failed, trace id {TraceId}")]
    private partial void LogSurprise(Exception exception, string? route, string traceId);

    private sealed class RootServices(IServiceProvider root) : IServiceProvidersFeature
    {
        // the setter is the framework's; what it sets would be forgotten with the request anyway
        public IServiceProvider RequestServices { get => root; set => throw new NotSupportedException("A request has no scope of its own here."); }
    }
}
