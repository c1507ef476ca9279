using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Web.Hosting;
using Rasan.Web.Hosting.Secrets;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Cli;

/// <summary>The program as a command: beside a running server, on the same data directory, in single short transactions.</summary>
internal static class CommandLine
{
    internal static readonly IReadOnlyList<Command> Commands =
        [.. TokenCommands.All, .. UserCommands.All, .. MemberCommands.All, .. BackupCommands.All, .. SendingCommands.All, MigrateCommand.Migrate, DoctorCommand.Doctor, SimulateCommand.Simulate];

    /// <summary>What the host itself reads, and the sections, which a host in tests hands over bare; every other option of the server has a colon: <c>--Rasan:DataDirectory=/data</c>.</summary>
    private static readonly string[] HostOptions =
        ["Rasan", "Logging", "Kestrel", "urls", "http_ports", "https_ports", "environment", "applicationName", "contentRoot", "webRoot", "AllowedHosts", "detailedErrors", "shutdownTimeoutSeconds"];

    /// <summary>A setting in the first place is for the server; a misspelt option is not, and is refused like a misspelt command.</summary>
    public static bool IsMeant(string[] args) => args is [var first, ..] && !IsSetting(first);

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return await RunAsync(args, Terminal.OfProcess(), stop.Token);
    }

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken ct)
    {
        var line = CommandParser.Parse(args, Commands);
        if (line.Options.TryGetValue("lang", out var language)) terminal = terminal with { Texts = CliTexts.Of(language) };
        try
        {
            if (line.WantsHelp) return Help.Print(line.Command, Commands, terminal);
            if (line.Refusal is not { } misread) return await RunAsync(line, terminal, ct);
            misread.Tell(terminal);
            return Help.Hint(line.Command).Tell(terminal);
        }
        catch (IOException exception)
        {
            return new Refusal(ExitCode.CannotWrite, "Reason", exception.Message).Tell(terminal);   // standard output is a full disk
        }
    }

    private static bool IsSetting(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal)) return false;
        var key = word[2..].Split('=')[0];
        return key.Contains(':', StringComparison.Ordinal) || HostOptions.Contains(key, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<int> RunAsync(ParsedLine line, Terminal terminal, CancellationToken ct)
    {
        string[] settings = line.Options.TryGetValue("data", out var data) ? [$"--{RasanOptions.Section}:{nameof(RasanOptions.DataDirectory)}={Path.GetFullPath(data)}"] : [];
        if (Startup.CreateBuilder(settings) is not { } builder) return ExitCode.Settings;
        if (builder.CheckSettings() is { } faults) return faults.Tell(terminal);
        builder.AddCore().AddSecrets().AddCommands();
        builder.Logging.ClearProviders();   // a command says what it has to say itself
        await using var app = builder.Build();
        var directory = app.Services.GetRequiredService<DataDirectory>();
        try
        {
            if (line.Command!.NeedsDatabase && await DatabaseFaultAsync(app.Services, directory, ct) is { } notReady) return notReady.Tell(terminal);
            return await line.Command.Run(new(line, terminal, app.Services), ct);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            return Refusal.Of(unavailable.Fault, directory).Tell(terminal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal(ExitCode.CannotWrite, "Reason", exception.Message).Tell(terminal);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new Refusal(ExitCode.Fault, "Interrupted").Tell(terminal);
        }
    }

    private static async Task<Refusal?> DatabaseFaultAsync(IServiceProvider rooms, DataDirectory directory, CancellationToken ct)
    {
        try
        {
            File.GetAttributes(directory.Database);   // File.Exists calls "not there" what may not be looked at
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(ExitCode.NotFound, "NoDatabase", directory.Root);
        }
        catch (UnauthorizedAccessException closed)
        {
            return Refusal.CannotWrite(directory, closed);
        }

        using (var connection = rooms.GetRequiredService<SqliteStore>().Open()) SqliteStore.Run(connection, "SELECT count(*) FROM sqlite_master");   // EF takes a file that can't be opened for an empty one
        await using var store = await rooms.GetRequiredService<IDbContextFactory<RasanDb>>().CreateDbContextAsync(ct);
        return (await store.Database.GetPendingMigrationsAsync(ct)).Any() ? new(ExitCode.BadData, "DatabaseOlder", directory.Database) : null;
    }
}
