using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;

namespace Rasan.Tests.Support;

/// <summary>The whole program in this process, with a data directory of its own.</summary>
public sealed class RasanApp : WebApplicationFactory<Program>
{
    static RasanApp() => SqliteLibrary.Start();   // Dispose may be the first to touch SQLite

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("rasan-test-").FullName;

    /// <summary>Listens on a free loopback port, for a browser or any client outside this process.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("Rasan:DataDirectory", DataDirectory);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
    }
}
