using System.Text.Json;
using Rasan.Bench.Load;

namespace Rasan.Bench.Machine;

/// <summary>The load generator's process as the bench sees it.</summary>
internal sealed class Generator(Child child) : IAsyncDisposable
{
    public static async Task<Generator> StartAsync() => new(await Child.StartAsync("generator"));

    public async Task<LoadResult> RunAsync(LoadPlan plan) =>
        JsonSerializer.Deserialize(await child.AskAsync(JsonSerializer.Serialize(plan, LoadJson.Default.LoadPlan)), LoadJson.Default.LoadResult)!;

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
