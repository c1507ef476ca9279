using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Rasan.Bench.Machine;

/// <summary>The fake provider's process as the bench sees it.</summary>
internal sealed class Provider(Child child) : IAsyncDisposable
{
    public int Port => child.Port;

    private Uri Address => new($"http://127.0.0.1:{child.Port.ToString(CultureInfo.InvariantCulture)}");

    public static async Task<Provider> StartAsync() => new(await Child.StartAsync("provider"));

    public async Task ResetAsync() => (await Http.Client.PostAsync(new Uri(Address, "/reset"), null)).EnsureSuccessStatusCode();

    /// <summary>Cheap enough to be asked while something is measured.</summary>
    public async Task<long> CountAsync() =>
        (await Http.Client.GetFromJsonAsync(new Uri(Address, "/count"), MachineJson.Default.ProviderCount))!.Count;

    public async Task<ProviderStats> StatsAsync() =>
        (await Http.Client.GetFromJsonAsync(new Uri(Address, "/stats"), MachineJson.Default.ProviderStats))!;

    public async Task<ProviderStats> WaitForAsync(long count, double seconds = 120)
    {
        await Wait.UntilAsync(async () => await CountAsync() >= count, $"{count} messages at the provider", seconds, everyMs: 50);
        return await StatsAsync();
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();
}

internal sealed record ProviderCount(long Count);

/// <param name="First">When the first message came, in stopwatch ticks.</param>
/// <param name="Stamped">How many of them carried the moment of sending.</param>
/// <param name="P50">From sending to arriving, in milliseconds.</param>
/// <param name="P99">The same.</param>
internal sealed record ProviderStats(long Count, long First, long Last, long Stamped, double P50, double P99)
{
    public double PerSecondSince(long startedAt) => Count / Stopwatch.GetElapsedTime(startedAt, Last).TotalSeconds;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProviderStats))]
[JsonSerializable(typeof(ProviderCount))]
internal sealed partial class MachineJson : JsonSerializerContext;

internal static class Http
{
    public static HttpClient Client { get; } = new ServiceCollection().AddHttpClient().BuildServiceProvider()
        .GetRequiredService<IHttpClientFactory>().CreateClient();
}
