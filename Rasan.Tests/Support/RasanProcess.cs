using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Web.Cli;

namespace Rasan.Tests.Support;

/// <summary>The built program as processes of their own on one data directory: a server that may be killed, and commands beside it.</summary>
public sealed class RasanProcess : IAsyncDisposable
{
    /// <summary>What the first start makes: of the service <c>sandbox</c>, every scope, no rate limit.</summary>
    public const string Token = RasanApp.Token;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Rasan.Web.exe" : "Rasan.Web");

    private readonly bool _isOurs;

    static RasanProcess() => SqliteLibrary.Start();   // tests look into the databases

    public RasanProcess(string? dataDirectory = null)
    {
        _isOurs = dataDirectory is null;
        Data = new(dataDirectory ?? Directory.CreateTempSubdirectory("rasan-process-").FullName);
    }

    public DataDirectory Data { get; }

    /// <summary>As an operator would set it: <c>Rasan__Storage__MaxMegabytes</c>.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["Rasan__Bootstrap__Enabled"] = "true",
        ["Rasan__Bootstrap__Token"] = Token,
        ["Rasan__Bootstrap__AdminPassword"] = RasanApp.AdminPassword,
        ["LANG"] = "en",
        ["LC_ALL"] = "",
        ["DOTNET_TieredPGO"] = "0",   // a process that lives for seconds needs no profile of itself
    };

    /// <summary>What the program is started through: <c>setpriv …</c>; empty: nothing.</summary>
    public IReadOnlyList<string> Through { get; set; } = [];

    /// <summary>A server that is ready; disposing it kills it if it still runs.</summary>
    /// <param name="at">Where an earlier one listened; null: anywhere.</param>
    public async Task<RunningProgram> StartAsync(CancellationToken ct, Uri? at = null)
    {
        var address = at ?? new Uri($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}/");
        var start = Describe([]);
        start.Environment["Urls"] = address.ToString();
        var server = new RunningProgram(Process.Start(start)!, address);
        await server.ReadyAsync(ct);
        return server;
    }

    /// <summary>The simulated vendors in a process of their own.</summary>
    public async Task<RunningProgram> SimulateAsync(CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}/");
        var vendors = new RunningProgram(Process.Start(Describe(["simulate", "--urls", address.ToString().TrimEnd('/')]))!, address);
        await vendors.ReadyAsync(ct, "/simulators/kavenegar/__fake/settings");
        return vendors;
    }

    /// <summary>Runs the program until it ends by itself: a command, or a server that refuses to start.</summary>
    public Task<Ended> RunAsync(CancellationToken ct, params string[] arguments) => RunAsync("", ct, arguments);

    public async Task<Ended> RunAsync(string input, CancellationToken ct, params string[] arguments)
    {
        var start = Describe(arguments);
        start.Environment["Urls"] = "http://127.0.0.1:0";
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), ct);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return new(process.ExitCode, said[0], said[1]);
    }

    /// <summary>A command on this data directory without a process of its own: what it says and answers is the same, and it starts faster.</summary>
    public async Task<Ended> CommandAsync(CancellationToken ct, params string[] line) => await CommandAsync("", ct, line);

    public async Task<Ended> CommandAsync(string input, CancellationToken ct, params string[] line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] arguments = line.Contains("--data", StringComparer.Ordinal) ? line : [.. line, "--data", Data.Root];
        var code = await CommandLine.RunAsync(arguments, new(CliTexts.Of("en"), new StringReader(input), output, errors), ct);
        return new(code, output.ToString(), errors.ToString());
    }

    /// <summary>Posts a one-time code.</summary>
    public static async Task<HttpResponseMessage> PostOtpAsync(RunningProgram server, CancellationToken ct, string phone = "09121234567", string token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/notifications/otp/send", UriKind.Relative))
        {
            Content = JsonContent.Create(new { phone, internal_template_key = "otp_login", @params = new { token = "123456" } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await server.Http.SendAsync(request, ct);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_isOurs && Directory.Exists(Data.Root)) Directory.Delete(Data.Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private ProcessStartInfo Describe(string[] arguments)
    {
        string[] line = [.. Through, Program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = Path.GetTempPath(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["Rasan__DataDirectory"] = Data.Root;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }
}

/// <summary>What a process left behind.</summary>
public sealed record Ended(int Code, string Output, string Errors);
