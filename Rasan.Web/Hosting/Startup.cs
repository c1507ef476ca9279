using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Backups;
using Rasan.Core.Storage.Upkeep;
using Rasan.Web.Cli;
using Rasan.Web.Hosting.Secrets;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Hosting;

/// <summary>From the command to a builder whose settings are good and whose data directory is ours.</summary>
internal static class Startup
{
    /// <summary>The assembly whose words an operator may read: a certificate that is missing, above all.</summary>
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    /// <summary>Null: the settings file can't be read, and that was said.</summary>
    public static WebApplicationBuilder? CreateBuilder(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],   // checked once, at the start: a later change would pass unchecked
                ContentRootPath = AppContext.BaseDirectory,
            });
            builder.WebHost.UseStaticWebAssets();   // `dotnet run` and tests find the assets outside Development too; does nothing when published
            EmbeddedWebRoot.Here.Use(builder);
            LetEnvironmentChooseUrls(builder.Configuration.Sources);
            return builder;
        }
        catch (InvalidDataException unreadable)
        {
            new Refusal(ExitCode.Settings, "SettingsUnreadable", unreadable.InnerException?.Message ?? unreadable.Message).Tell();
            return null;
        }
    }

    /// <summary>Every fault of the settings at once; null: there is none.</summary>
    public static Refusal? CheckSettings(this WebApplicationBuilder builder)
    {
        var check = new SettingsCheck(builder.Configuration);
        if (check.Faults is not [])
        {
            return new Refusal(ExitCode.Settings, "SettingsFaults")
            {
                Details = [.. check.Faults.Select(fault => new Refusal(ExitCode.Settings, fault.Code, [fault.Key, .. fault.Values]))],
            };
        }

        builder.Services.AddSingleton(check);
        builder.Services.AddOptions<RasanOptions>().BindConfiguration(RasanOptions.Section);
        builder.Services.AddOptions<PublicAddressOptions>().Configure<IOptions<RasanOptions>>((address, rasan) => address.Base = rasan.Value.PublicBaseUrl);
        builder.Services.AddOptions<OutgoingOptions>().PostConfigure<IHostEnvironment>((outgoing, environment) =>
        {
            if (environment.IsDevelopment()) outgoing.AllowLoopback();
        });
        builder.Services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section);
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section);
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section);
        builder.Services.AddOptions<DispatchOptions>().BindConfiguration(DispatchOptions.Section);
        builder.Services.AddOptions<DocsOptions>().BindConfiguration(DocsOptions.Section)
            .PostConfigure<IHostEnvironment>((docs, environment) => docs.Public ??= environment.IsDevelopment());
        return null;
    }

    /// <summary>Makes the data directory and holds it against a second server; null: it is ours.</summary>
    public static Refusal? TakeDataDirectory(this WebApplicationBuilder builder)
    {
        var directory = builder.DataDirectory;
        try
        {
            if (ServerLock.TryTake(directory) is not { } held) return Refusal.ServerRuns(directory);
            builder.Services.AddSingleton(_ => held);   // a factory: the container gives it up when the server has ended
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusal.CannotWrite(directory, exception);
        }
    }

    /// <summary>Databases up to date, key ring open: what must be so before the first request. Null: it is.</summary>
    public static async Task<Refusal?> PrepareAsync(this WebApplication app)
    {
        var rooms = app.Services;
        rooms.GetRequiredService<ServerLock>();   // the first to be resolved is the last to be disposed
        var directory = rooms.GetRequiredService<DataDirectory>();
        var log = new StartLog(rooms.GetRequiredService<ILogger<StartLog>>());
        log.Starting(StartLog.Version, directory.Root);
        foreach (var unknown in rooms.GetRequiredService<SettingsCheck>().Unknown) log.UnknownSetting(unknown);
        try
        {
            return await PrepareAsync(app, directory, log);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            return Refusal.Of(unavailable.Fault, directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusal.CannotWrite(directory, exception);
        }
    }

    private static async Task<Refusal?> PrepareAsync(WebApplication app, DataDirectory directory, StartLog log)
    {
        var (rooms, stopping) = (app.Services, app.Lifetime.ApplicationStopping);
        RestoreSwap.Finish(directory);
        foreach (var aside in rooms.GetRequiredService<SetAsideDamaged>().Run()) log.SetAside(aside);
        switch (await rooms.GetRequiredService<Migrate>().RunAsync(stopping))
        {
            case MigrateResult.Newer(var file, var migration):
                return new(ExitCode.BadData, "DatabaseNewer", file, migration);
            case MigrateResult.Unavailable(var file, var unavailable):
                return Refusal.Of(unavailable, directory, file);
            case MigrateResult.Done([_, ..] applied):
                log.Migrated(string.Join(", ", applied));
                break;
        }

        if (await rooms.GetRequiredService<ProbeStorage>().RunAsync(stopping) is (StorageFault.ReadOnly or StorageFault.Damaged) and var fault) return Refusal.Of(fault, directory);
        EmbeddedWebRoot.Here.WriteMap(directory.Root);
        try
        {
            rooms.GetRequiredService<DataKeys>().Renew();
        }
        catch (CryptographicException)
        {
            return new(ExitCode.BadData, "KeyRingShut", directory.Keys);
        }

        if ((await rooms.GetRequiredService<CheckSecrets>().RunAsync(stopping)).Shut is > 0 and var shut) log.SecretsShut(shut, directory.Keys);
        await FillEmptyDatabaseAsync(app);
        await rooms.GetRequiredService<MakeSystem>().TryAsync(stopping);
        return null;
    }

    /// <summary>ASPNETCORE_URLS is read below the settings file; the environment stands above it.</summary>
    private static void LetEnvironmentChooseUrls(IList<IConfigurationSource> sources)
    {
        if (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is not { Length: > 0 } urls) return;
        var lastFile = sources.Select((source, index) => source is JsonConfigurationSource ? index : 0).Max();
        sources.Insert(lastFile + 1, new MemoryConfigurationSource { InitialData = [new("Urls", urls)] });
    }

    private static async Task FillEmptyDatabaseAsync(WebApplication app)
    {
        var bootstrap = app.Services.GetRequiredService<IOptions<BootstrapOptions>>().Value;
        if (!(bootstrap.Enabled ?? app.Environment.IsDevelopment())) return;
        var notice = app.Services.GetRequiredService<FirstStartNotice>();
        await app.Services.GetRequiredService<FirstStart>().RunAsync(bootstrap.AdminPassword, bootstrap.Token, notice.Show, app.Lifetime.ApplicationStopping);
    }

    /// <returns>The exit code, when the server has ended.</returns>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<DataDirectory>();
        var (urls, stopping) = (app.Configuration["Urls"] ?? "", app.Lifetime.ApplicationStopping);   // gone with the server
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        try
        {
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return parts.Any(part => part.ExecuteTask is { IsFaulted: true }) ? ExitCode.Fault : ExitCode.Done;   // a part that broke stops the host as if told to
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return new Refusal(ExitCode.Busy, "AddressInUse", urls).Tell();
        }
        catch (SocketException away) when (away.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return new Refusal(ExitCode.Busy, "CannotListen", urls, away.Message).Tell();   // its network may not be up yet
        }
        catch (Exception fault) when (fault is SocketException or IOException { InnerException: AggregateException } or InvalidOperationException { Source: Kestrel })
        {
            return new Refusal(ExitCode.Settings, "CannotListen", urls, fault.Message).Tell();
        }
        catch (StorageUnavailableException unavailable)
        {
            return Refusal.Of(unavailable.Fault, directory).Tell();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCode.Done;   // told to stop before it had started
        }
        finally
        {
            await EndAsync(app);
        }
    }

    /// <summary>Whoever had something to store has done so in its stop. What still holds on, a scheduler whose store can't be written, ends with the process.</summary>
    private static async Task EndAsync(WebApplication app)
    {
        try
        {
            await Task.Run(async () => await app.DisposeAsync()).WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync("Rasan: a part did not end in time");
        }
    }
}
