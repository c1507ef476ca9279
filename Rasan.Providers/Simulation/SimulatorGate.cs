using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>Stands between the wire and a front: keeps every request, and does to a call what no front can say.</summary>
internal sealed class SimulatorGate(SimulatorRecord record, SimulatedWorld world, TimeProvider clock)
{
    /// <summary>The longest that a silent call is held.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(70);

    private const string MaintenancePage = "<!DOCTYPE html><html><head><title>503</title></head><body><h1>در حال به‌روزرسانی</h1><p>Service temporarily unavailable</p></body></html>";

    public async Task RunAsync(HttpContext context, RequestDelegate front)
    {
        await record.KeepAsync(context);
        if (world.Settings.Maintenance)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(MaintenancePage, context.RequestAborted);
            return;
        }
        try
        {
            await (world.Settings.TruncatedJson ? AnswerHalfAsync(context, front) : front(context));
        }
        catch (FrontFaultException fault)
        {
            await FailAsync(context, fault.Fault);
        }
    }

    private async Task FailAsync(HttpContext context, FrontFault fault)
    {
        if (fault is FrontFault.ServerError)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }
        if (fault is FrontFault.Silence) await KeepSilentAsync(context);
        context.Abort();
    }

    /// <summary>Until the caller leaves, or the program ends.</summary>
    private async Task KeepSilentAsync(HttpContext context)
    {
        var stopping = context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(LongestSilence, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AnswerHalfAsync(HttpContext context, RequestDelegate front)
    {
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await front(context);
        }
        finally
        {
            context.Response.Body = wire;
        }
        if (answer.Length == 0) return;
        context.Response.ContentLength = answer.Length / 2;
        await wire.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length / 2), context.RequestAborted);
    }
}
