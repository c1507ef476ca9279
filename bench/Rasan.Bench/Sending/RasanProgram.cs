using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Sending;

/// <summary>The program itself, as built, in its own process and with its own data directory; killed and started again at will.</summary>
internal sealed class RasanProgram(string program, string dataDirectory) : IAsyncDisposable
{
    /// <summary>Every scope, no rate limit: made by the first start.</summary>
    public const string Token = "rsn_bench-0123456789abcdef0123456789abcdef0123";

    /// <summary>Who signs in to its panel.</summary>
    public const string AdminName = "admin";
    public const string AdminPassword = "bench-correct-horse";

    private Process? _process;

    /// <summary>As it was built with the bench.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "Rasan.Web");

    public int Id => _process!.Id;

    public int Port { get; } = FreePorts.Take(1)[0];

    public Uri At(string path) => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}{path}");

    public async Task StartAsync(string environment, int everyMs = 50, bool dispatch = true)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in Settings(dataDirectory, At("").ToString(), environment, dispatch)) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);   // a full pipe would stop its log
        await Wait.UntilAsync(IsReadyAsync, "Rasan to be ready", 60, everyMs);
    }

    public static Dictionary<string, string> Settings(string dataDirectory, string urls, string environment, bool dispatch) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = environment,
        ["ASPNETCORE_URLS"] = urls,
        ["Rasan__DataDirectory"] = dataDirectory,
        ["Rasan__Bootstrap__Enabled"] = "true",
        ["Rasan__Bootstrap__Token"] = Token,
        ["Rasan__Bootstrap__AdminPassword"] = AdminPassword,
        ["Rasan__Dispatch__Enabled"] = dispatch ? "true" : "false",
    };

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
    }

    /// <summary>A signed-in question or order; the answer as JSON.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, At(path));
        request.Headers.Authorization = new("Bearer", Token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var answer = await Http.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"Rasan ended with code {_process.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
        try
        {
            using var answer = await Http.Client.GetAsync(At("/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
