using Rasan.Core.Logs;

namespace Rasan.Web.Api.Doors;

/// <summary>Runs the API log's writer as long as the program runs.</summary>
internal sealed class ApiLogWriting(ApiLog log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => log.RunAsync(stoppingToken), CancellationToken.None);
}
