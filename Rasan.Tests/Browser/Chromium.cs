using System.Diagnostics;

namespace Rasan.Tests.Browser;

/// <summary>Finds a Chromium, and fetches one where there is none: a browser test never passes by not running.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    /// <returns>The path of the program; null: the one that Playwright has fetched for itself.</returns>
    public static async Task<string?> FindOrFetchAsync(CancellationToken ct)
    {
        if (Find(Environment.GetEnvironmentVariable, File.Exists) is { } found) return found;
        if (Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            await RunAsync("apt-get", ["update"], ct);
            await RunAsync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], ct);
            if (Find(Environment.GetEnvironmentVariable, File.Exists) is { } installed) return installed;
        }
        return Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0 ? null : throw new InvalidOperationException(
            "The browser tests need Chromium: none is on PATH, and neither apt-get nor Playwright could fetch one. Install Chromium, or set CHROMIUM_PATH to it.");
    }

    /// <exception cref="InvalidOperationException">CHROMIUM_PATH names a file that is not there: a wrong setting is not silently passed over.</exception>
    public static string? Find(Func<string, string?> environment, Func<string, bool> exists)
    {
        if (environment("CHROMIUM_PATH") is { Length: > 0 } chosen)
            return exists(chosen) ? chosen : throw new InvalidOperationException($"CHROMIUM_PATH is set to {chosen}, where there is no file.");
        var folders = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(exists);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var running = Process.Start(program, arguments);
        await running.WaitForExitAsync(ct);
    }
}
