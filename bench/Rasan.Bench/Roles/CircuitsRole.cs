using System.Globalization;
using Rasan.Bench.Panel;

namespace Rasan.Bench.Roles;

/// <summary>Many open windows on the panel: <c>open COUNT ORIGIN NAME PASSWORD PAGE</c>, <c>batches</c>, <c>close</c>; one line in, one line out.</summary>
internal static class CircuitsRole
{
    private const int AtOnce = 8;
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        List<Circuit> circuits = [];
        Console.WriteLine("ready 0");
        await using var pings = new Timer(_ => Ping(circuits), null, BetweenPings, BetweenPings);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            try
            {
                Console.WriteLine(line.Split(' ') switch
                {
                    ["open", var count, var origin, var name, var password, var page] =>
                        await OpenAsync(circuits, int.Parse(count, CultureInfo.InvariantCulture), new PanelVisitor(new(origin)), name, password, page),
                    ["batches"] => Tell(circuits),
                    ["close"] => await CloseAsync(circuits),
                    _ => "fault: nobody here does that",
                });
            }
            catch (Exception fault)
            {
                Console.WriteLine("fault: " + fault.ToString().ReplaceLineEndings(" "));
            }
        }
    }

    /// <returns>The page that was opened: the first one where this program has no sign-in.</returns>
    private static async Task<string> OpenAsync(List<Circuit> circuits, int count, PanelVisitor visitor, string name, string password, string page)
    {
        var path = await visitor.SignInAsync(name, password, page, CancellationToken.None) ? page : "/";
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, ct) =>
        {
            var circuit = new Circuit(visitor);
            lock (circuits) circuits.Add(circuit);
            await circuit.OpenAsync(path, ct);
        });
        return path;
    }

    /// <returns>Every circuit's renders so far.</returns>
    private static string Tell(List<Circuit> circuits)
    {
        if (circuits.Find(c => c.Fault is not null) is { } broken) return "fault: " + broken.Fault;
        return string.Join(' ', circuits.Select(c => c.Batches.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<string> CloseAsync(List<Circuit> circuits)
    {
        await Parallel.ForEachAsync(circuits, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, (circuit, _) => circuit.DisposeAsync());
        circuits.Clear();
        return "closed";
    }

    private static void Ping(List<Circuit> circuits)
    {
        lock (circuits)
            foreach (var circuit in circuits) _ = circuit.PingAsync(CancellationToken.None);
    }
}
