using System.Text.Json;
using Rasan.Bench.Load;

namespace Rasan.Bench.Roles;

/// <summary>The load generator as a process: a plan a line in, a result a line out. It stays, so that it is warm for every turn.</summary>
internal static class GeneratorRole
{
    public static async Task RunAsync()
    {
        Console.WriteLine("ready 0");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var plan = JsonSerializer.Deserialize(line, LoadJson.Default.LoadPlan)!;
            var result = new LoadGenerator(plan).Run();
            Console.WriteLine(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
        }
    }
}
