using System.Globalization;
using Rasan.Bench.Inside;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Sending;

/// <summary>The program with the bench's provider and desk inside, in its own process and with a fresh data directory.</summary>
internal sealed class RasanInside(Child child, DirectoryInfo folder) : IAsyncDisposable
{
    public int Port => child.Port;

    public int Id => child.Id;

    /// <param name="provider">Null: the lanes are stopped.</param>
    public static async Task<RasanInside> StartAsync(Provider? provider)
    {
        var folder = Directory.CreateTempSubdirectory("rasan-bench-data-");
        var environment = new Dictionary<string, string>(RasanProgram.Settings(folder.FullName, "http://127.0.0.1:0", "Production", dispatch: provider is not null), StringComparer.Ordinal)
        {
            ["ASPNETCORE_APPLICATIONNAME"] = "Rasan.Web",
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Rasan.Bench",
            [Desk.ProviderPort] = (provider?.Port ?? 0).ToString(CultureInfo.InvariantCulture),
        };
        return new(await Child.StartAsync("rasan", [], environment, settings: "Rasan.Web"), folder);
    }

    /// <summary>An order to the desk; what it answers, word by word.</summary>
    public async Task<string[]> AskAsync(string order)
    {
        var answer = await child.AskAsync(order);
        return answer.StartsWith("fault", StringComparison.Ordinal) ? throw new InvalidOperationException($"{order}: {answer}") : answer.Split(' ');
    }

    public async Task<double[]> AskNumbersAsync(string order) => Array.ConvertAll(await AskAsync(order), word => double.Parse(word, CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
