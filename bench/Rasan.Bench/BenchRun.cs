using System.Globalization;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Measures;

namespace Rasan.Bench;

/// <summary>One run of the program: what was asked for, the processes that several measures share, and what is printed.</summary>
internal sealed class BenchRun(bool full, string[] only) : IAsyncDisposable
{
    private Child? _echo;
    private Generator? _generator;
    private Provider? _provider;
    private GrownTable? _grown;

    public bool Full => full;

    /// <summary>Seconds of one half of a turn.</summary>
    public double Seconds => full ? 8 : 4;

    /// <summary>Of a large batch.</summary>
    public int Rows => full ? 1_000_000 : 100_000;

    public static async Task<int> StartAsync(string[] args)
    {
        if (args is not (["quick" or "full" or "only", ..])) return Usage();
        var only = args.SkipWhile(a => a != "only").Skip(1).ToArray();
        await using var run = new BenchRun(args[0] == "full", only);
        foreach (var (name, measure) in Catalogue.All.Where(m => run.Wants(m.Name) && (run.Full || args[0] == "only" || !m.FullOnly)).Select(m => (m.Name, m.RunAsync)))
        {
            try
            {
                await measure(run);
            }
            catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or IOException)
            {
                // one measure that cannot be had must not cost the others theirs
                Report.Note($"{name}: {fault.Message}");
                run.Failed = true;
            }
        }
        return run.Failed ? 1 : 0;
    }

    public bool Failed { get; set; }

    /// <summary>Whether a name was asked for, by itself or by the part before its dot.</summary>
    public bool Wants(string name) =>
        only.Length == 0 || Array.Exists(only, o => name == o || name.StartsWith(o + ".", StringComparison.Ordinal) || o.StartsWith(name + ".", StringComparison.Ordinal));

    public async Task<Child> EchoAsync() => _echo ??= await Child.StartAsync("echo");

    public async Task<Generator> GeneratorAsync() => _generator ??= await Generator.StartAsync();

    public async Task<Provider> ProviderAsync() => _provider ??= await Provider.StartAsync();

    /// <summary>So many old messages at least: made once.</summary>
    public async Task<GrownTable> GrownTableAsync(int rows)
    {
        if (_grown?.Rows >= rows) return _grown;
        if (_grown is not null) await _grown.DisposeAsync();
        return _grown = await GrownTable.MakeAsync(rows);
    }

    public async Task<LoadResult> LoadAsync(LoadPlan plan) => await (await GeneratorAsync()).RunAsync(plan);

    /// <summary>The bare echo: requests a second.</summary>
    public async Task<double> EchoRateAsync(int connections, double seconds) =>
        (await LoadAsync(new((await EchoAsync()).Port, OtpRequest.To("/echo", "-"), connections, seconds))).Clean().PerSecond;

    public async ValueTask DisposeAsync()
    {
        if (_generator is not null) await _generator.DisposeAsync();
        if (_echo is not null) await _echo.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
        if (_grown is not null) await _grown.DisposeAsync();
    }

    private static int Usage()
    {
        Console.Error.WriteLine("Rasan.Bench quick|full [only NAME...]   or   Rasan.Bench only NAME...");
        return 2;
    }
}
