using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Rasan.Tests.House;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

/// <summary>The program as an operator gets it: published once into one file, started as a process of its own.</summary>
public sealed class PublishedProgram : IAsyncLifetime
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("rasan-publish-");

    public string Folder => Path.Combine(_scratch.FullName, "program");

    /// <summary>Builds beside the working copy (--artifacts-path), so that it disturbs no other build.</summary>
    public async ValueTask InitializeAsync()
    {
        var publish = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
        [
            "publish", "Rasan.Web", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishSingleFile=true", "-p:RunAnalyzers=false",
            "--artifacts-path", Path.Combine(_scratch.FullName, "build"), "-o", Folder, "--nologo", "-v", "q",
        ])
            publish.ArgumentList.Add(argument);
        publish.Environment.Remove("MSBuildSDKsPath");   // `dotnet test` hands its own MSBuild surroundings down
        publish.Environment.Remove("MSBUILD_EXE_PATH");
        using var process = Process.Start(publish)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts it in a working directory where nothing of Rasan lies.</summary>
    public RunningProgram Start(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, "Rasan.Web")) { WorkingDirectory = Path.GetTempPath(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new RunningProgram(Process.Start(start)!, address);
    }
}
