using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Web.Jobs;

namespace Rasan.Tests.Support;

/// <summary>The whole program in this process, with a data directory of its own and what the first start puts there.</summary>
public sealed class RasanApp : WebApplicationFactory<Program>
{
    /// <summary>Of the service <c>sandbox</c>; every scope, no rate limit.</summary>
    public const string Token = "rsn_test-0123456789abcdef0123456789abcdef";

    public const string AdminPassword = "correct-horse";

    static RasanApp() => SqliteLibrary.Start();   // Dispose may be the first to touch SQLite

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("rasan-test-").FullName;

    /// <summary>Settings of this program, by key: <c>Rasan:Dispatch:Enabled</c>.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Rasan:Bootstrap:Token"] = Token,
        ["Rasan:Bootstrap:AdminPassword"] = AdminPassword,
        ["Rasan:Outgoing:Closed"] = "true",   // no vendor hears of a test
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
    };

    /// <summary>The program's clock, by which no scheduled job begins by itself; null: the machine's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>What somebody has added to the program; null: nothing.</summary>
    public Action<IServiceCollection>? Added { get; init; }

    /// <summary>Between this program and its database; open until a test shuts it.</summary>
    public StoreGate Gate { get; } = new();

    /// <summary>Listens on a free loopback port, for a browser or any client outside this process.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>A client that shows the token.</summary>
    public HttpClient CreateApiClient(string token = Token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A browser without scripts that has signed in; keeps its cookies and follows no redirect.</summary>
    public async Task<HttpClient> SignInAsync(string name = "admin", string password = AdminPassword)
    {
        var browser = CreateClient(new() { AllowAutoRedirect = false });
        using var answer = await browser.PostFormAsync("/sign-in", "sign-in", ("name", name), ("password", password));
        if (answer.StatusCode != System.Net.HttpStatusCode.Redirect) throw new InvalidOperationException($"{name} was not let in: {answer.StatusCode}");
        return browser;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public Task<RasanDb> StoreAsync() => Get<IDbContextFactory<RasanDb>>().CreateDbContextAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Rasan:DataDirectory", DataDirectory);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(Gate.StandBefore);
        if (Added is { } added) builder.ConfigureTestServices(added);
        if (Clock is { } clock) builder.ConfigureTestServices(services => services.AddSingleton(clock).Remove(services.Single(s => s.ImplementationType == typeof(JobsRun))));   // what is due, the test says
    }

    protected override void Dispose(bool disposing)
    {
        Gate.Open();
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        SpinWait.SpinUntil(IsGone, TimeSpan.FromSeconds(10));   // the program's own end may still be closing files
    }

    private bool IsGone()
    {
        try
        {
            if (Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
