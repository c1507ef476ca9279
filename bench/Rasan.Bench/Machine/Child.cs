using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace Rasan.Bench.Machine;

/// <summary>
/// The bench program started once more with another role. The child says 'ready PORT' and lives as long as its standard
/// input is open, so it never outlives a bench that was stopped.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int Id => _process.Id;

    /// <param name="settings">A program whose runtime settings it takes over; null: the bench's own.</param>
    public static async Task<Child> StartAsync(string role, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? settings = null)
    {
        var start = new ProcessStartInfo("/usr/bin/env") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var host = settings is null ? Array.Empty<string>() : ["--runtimeconfig", Path.Combine(AppContext.BaseDirectory, settings + ".runtimeconfig.json")];
        foreach (var argument in (string[])["dotnet", "exec", .. host, typeof(Child).Assembly.Location, "role", role, .. arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        var child = Process.Start(start)!;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal)) return new(child, int.Parse(line.AsSpan(6), CultureInfo.InvariantCulture));
        }
        throw new InvalidOperationException($"The {role} process did not come up.");
    }

    public static Task<Child> StartAsync(string role, params string[] arguments) => StartAsync(role, arguments, null);

    /// <summary>One line in, one line out.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process has gone.");
    }

    /// <summary>SIGKILL: nothing of the process gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    /// <summary>In the child: says where the web program listens and stays until the parent has gone.</summary>
    public static async Task ServeAsync(WebApplication app)
    {
        await ServeAsync(new Uri(app.Urls.First()).Port);
        await app.StopAsync();
    }

    public static async Task ServeAsync(int port)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {port}"));
        while (await Console.In.ReadLineAsync() is not null)
        {
            // only the end of the input means anything
        }
    }
}
