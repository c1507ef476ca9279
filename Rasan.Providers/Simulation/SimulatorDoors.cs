using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>Mounts every front on its simulated telecom, and beside it the doors by which the telecom is steered and looked at.</summary>
public static class SimulatorDoors
{
    public const string Root = "/simulators";

    private const int DefaultLimit = 100, MostPerPage = 10_000;

    extension(IEndpointRouteBuilder routes)
    {
        /// <param name="nearOnly">To callers from other machines there is nothing here.</param>
        public IEndpointRouteBuilder MapVendors(bool nearOnly)
        {
            foreach (var simulator in routes.ServiceProvider.GetRequiredService<Simulators>().All)
            {
                var group = routes.MapGroup($"{Root}/{simulator.Front.Vendor}").AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
                MapDoors(Through(group.MapGroup("/__fake"), nearOnly ? NearAsync : static (context, next) => next(context)), simulator);
                var gate = simulator.Gate;
                var wire = Through(group.MapGroup(""), nearOnly ? (context, next) => NearAsync(context, near => gate.RunAsync(near, next)) : gate.RunAsync);
                simulator.Front.Map(wire, simulator.Telecom);
                wire.Map("/{**nothing}", () => TypedResults.NotFound()).WithOrder(int.MaxValue);
            }
            return routes;
        }
    }

    /// <summary>Whatever answers in the group is reached through the gate.</summary>
    private static RouteGroupBuilder Through(RouteGroupBuilder group, Func<HttpContext, RequestDelegate, Task> gate)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => gate(context, next);
        });
        return group;
    }

    /// <summary>No address: a socket or a test server inside this machine.</summary>
    private static Task NearAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void MapDoors(RouteGroupBuilder doors, Simulator simulator)
    {
        var (control, record) = (simulator.Control, simulator.Record);
        doors.MapPost("/advance", async Task<IResult> (HttpRequest request, CancellationToken ct) =>
            await ReadAsync(request, SimulationJson.Default.AdvanceOrder) is { Seconds: >= 0 and < 1e10 } order ? Answer(await control.AdvanceAsync(order.Seconds, ct), SimulationJson.Default.ClockView) : Bad("seconds"));
        doors.MapGet("/requests", (long after = 0, int limit = DefaultLimit) => Answer(record.List(after, Math.Clamp(limit, 1, MostPerPage)), SimulationJson.Default.RequestsView));
        doors.MapGet("/messages", (long after = 0, int limit = DefaultLimit, string? text = null) => Answer(control.Messages(after, Math.Clamp(limit, 1, MostPerPage), text), SimulationJson.Default.MessagesView));
        doors.MapGet("/settings", () => Answer(control.Settings, SimulationJson.Default.SimulationSettings));
        doors.MapPut("/settings", (HttpRequest request) => ChangeAsync(control, request));
        doors.MapGet("/accounts", () => Answer(new AccountsView(control.Accounts()), SimulationJson.Default.AccountsView));
        doors.MapPut("/accounts/{name}", async Task<IResult> (string name, HttpRequest request) =>
            await ReadAsync(request, SimulationJson.Default.SimulatedAccountChange) is not { } change ? Bad("body")
            : control.Change(name, change) is { } account ? Answer(account, SimulationJson.Default.SimulatedAccountView)
            : TypedResults.NotFound());
        doors.MapPut("/templates/{key}", async (string key, HttpRequest request) => await PutTemplateAsync(control, key, request));
        doors.MapPost("/inbound", async (HttpRequest request) => await ReceiveAsync(control, request));
        doors.MapPost("/reset", () =>
        {
            control.Reset();
            return TypedResults.NoContent();
        });
    }

    private static async Task<IResult> ChangeAsync(SimulatorControl control, HttpRequest request)
    {
        if (await ReadAsync(request, SimulationJson.Default.JsonObject) is not { } patch) return Bad("body");
        try
        {
            return Answer(control.Change(patch), SimulationJson.Default.SimulationSettings);
        }
        catch (JsonException fault)
        {
            return Bad(fault.Path is null or "$" ? fault.Message : fault.Path);
        }
    }

    private static async Task<IResult> PutTemplateAsync(SimulatorControl control, string key, HttpRequest request)
    {
        if (await ReadAsync(request, SimulationJson.Default.TemplateOrder) is not { } template) return Bad("body");
        control.Put(new FrontTemplate(key, template.Text, template.Slots ?? [], template.Approved ?? true));
        return TypedResults.NoContent();
    }

    /// <summary>The sender in any spelling; what is no number stays as it is.</summary>
    private static async Task<IResult> ReceiveAsync(SimulatorControl control, HttpRequest request)
    {
        if (await ReadAsync(request, SimulationJson.Default.InboundOrder) is not { } order) return Bad("body");
        var from = Recipient.TryParse(order.From, out var number) ? number.E164 : order.From;
        return Answer(new InboundView(control.Receive(order with { From = from })), SimulationJson.Default.InboundView);
    }

    private static async Task<T?> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonHttpResult<T> Answer<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    private static JsonHttpResult<SimulatorFault> Bad(string what) => TypedResults.Json(new SimulatorFault($"cannot read: {what}"), SimulationJson.Default.SimulatorFault, statusCode: StatusCodes.Status400BadRequest);
}
