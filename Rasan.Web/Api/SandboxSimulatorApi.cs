using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Providers.Sandbox;

namespace Rasan.Web.Api;

/// <summary>One request as the Sandbox recorded it. Nothing is masked: it is what the recipient sees.</summary>
internal sealed record SandboxRequestView(
    long Id, long AccountId, string OwnId, string Recipient, string Text, string? Line, int Segments, DateTimeOffset At,
    string Outcome, string Code, string? Reference, long Cost);

internal sealed record SandboxRequestsView(IReadOnlyList<SandboxRequestView> Requests, long Total);

internal sealed record SandboxAccountView(long Id, bool Healthy, long? Credit, DateTimeOffset? ExpiresAt);

internal sealed record SandboxFault(string Error);

/// <summary>The Sandbox seen from its own side: what it was given, and a hand on its accounts.</summary>
public static class SandboxSimulatorApi
{
    private const int DefaultLimit = 100, MostPerPage = 1000;

    /// <summary>To callers on this machine only: to all others there is nothing here.</summary>
    internal static void MapSandboxSimulator(this IEndpointRouteBuilder routes)
    {
        var fake = routes.MapGroup("/simulators/sandbox/__fake").AllowAnonymous().ExcludeFromDescription()
            .AddEndpointFilter((call, next) => IsNear(call.HttpContext.Connection.RemoteIpAddress) ? next(call) : ValueTask.FromResult<object?>(TypedResults.NotFound()));
        fake.MapGet("/requests", ListAsync);
        fake.MapPost("/accounts/{id:long}", ChangeAsync);
    }

    /// <summary>No address: a socket or a test server inside this machine.</summary>
    private static bool IsNear(IPAddress? caller) => caller is null || IPAddress.IsLoopback(caller);

    private static async Task<Results<JsonHttpResult<SandboxRequestsView>, JsonHttpResult<SandboxFault>>> ListAsync(
        SandboxControl control, CancellationToken ct, long after = 0, int limit = DefaultLimit, string? recipient = null, string? outcome = null)
    {
        var wanted = Enum.GetValues<SandboxOutcome>().Where(known => WordOf(known) == outcome).Cast<SandboxOutcome?>().FirstOrDefault();
        if (outcome is not null && wanted is null) return Bad("outcome");
        var filter = new SandboxFilter(recipient is null ? null : NumberOf(recipient), wanted);
        var page = await control.ListAsync(after, Math.Clamp(limit, 1, MostPerPage), filter, ct);
        return TypedResults.Json(new SandboxRequestsView([.. page.Requests.Select(View)], page.Total), SandboxJson.Default.SandboxRequestsView);
    }

    private static async Task<Results<JsonHttpResult<SandboxAccountView>, JsonHttpResult<SandboxFault>>> ChangeAsync(
        long id, HttpRequest request, SandboxControl control, CancellationToken ct)
    {
        SandboxChange? change;
        try
        {
            change = await JsonSerializer.DeserializeAsync(request.Body, SandboxJson.Default.SandboxChange, ct);
        }
        catch (JsonException fault)
        {
            return Bad(fault.Path ?? "body");
        }
        if (change is not { Credit: null or >= 0 }) return Bad("credit");
        var standing = await control.ChangeAsync(id, change, ct);
        return TypedResults.Json(new SandboxAccountView(id, standing.Healthy, standing.Credit, standing.ExpiresAt), SandboxJson.Default.SandboxAccountView);
    }

    private static string WordOf(SandboxOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());

    /// <summary>Any spelling of a number finds its record; what is no number finds nothing.</summary>
    private static string NumberOf(string text) => Recipient.TryParse(text, out var recipient) ? recipient.E164 : text;

    private static JsonHttpResult<SandboxFault> Bad(string what) =>
        TypedResults.Json(new SandboxFault($"cannot read: {what}"), SandboxJson.Default.SandboxFault, statusCode: StatusCodes.Status400BadRequest);

    private static SandboxRequestView View(SandboxRequest request) => new(
        request.Id, request.AccountId, request.OwnId.ToString(CultureInfo.InvariantCulture), request.To.E164, request.Text, request.Line,
        request.Segments, request.At, WordOf(request.Outcome), request.Code, request.IsAccepted ? request.Reference : null, request.CostRials);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SandboxRequestsView))]
[JsonSerializable(typeof(SandboxAccountView))]
[JsonSerializable(typeof(SandboxChange))]
[JsonSerializable(typeof(SandboxFault))]
internal sealed partial class SandboxJson : JsonSerializerContext;
