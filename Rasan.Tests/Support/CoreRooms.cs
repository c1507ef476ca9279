using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rasan.Core;
using Rasan.Core.Accounts;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Providers;

namespace Rasan.Tests.Support;

/// <summary>The core on a real database without a web server, for tests of the ledger and the storage themselves.</summary>
public sealed class CoreRooms : IAsyncDisposable
{
    private readonly ServiceProvider _rooms;
    private readonly DataDirectory _directory;

    static CoreRooms() => SqliteLibrary.Start();

    private CoreRooms(DataDirectory directory, Action<IServiceCollection>? configure)
    {
        _directory = directory;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddSingleton<IConfiguration>(new ConfigurationManager());
        services.AddOptions<StorageOptions>();
        services.AddOptions<DispatchOptions>();
        services.AddRasanCore(directory).AddProviders().AddSingleton<ISecretBox, OpenBox>();
        configure?.Invoke(services);
        _rooms = services.BuildServiceProvider();
    }

    public string DatabasePath => _directory.Database;

    public static async Task<CoreRooms> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        var rooms = new CoreRooms(new(Directory.CreateTempSubdirectory("rasan-core-").FullName), configure);
        await using var store = await rooms.StoreAsync();
        await store.Database.MigrateAsync();
        var now = TimeProvider.System.GetUtcNow();
        var service = new Service { Key = "shop", Name = "Shop", CreatedAt = now };
        service.Tenants.Add(new Tenant { Key = "shop", CreatedAt = now });
        store.Add(service);
        await store.SaveChangesAsync();
        store.Add(new Account { ServiceId = service.Id, Provider = "sandbox", Name = "one", CreatedAt = now });
        await store.SaveChangesAsync();
        await rooms.Get<Catalogs>().RefreshAsync(CancellationToken.None);
        return rooms;
    }

    public T Get<T>() where T : notnull => _rooms.GetRequiredService<T>();

    public Task<RasanDb> StoreAsync() => Get<IDbContextFactory<RasanDb>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _rooms.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory.Root, recursive: true);
    }

    /// <summary>Sealing is the host's; here the bytes pass.</summary>
    private sealed class OpenBox : ISecretBox
    {
        public byte[] Seal(ReadOnlySpan<byte> plain) => plain.ToArray();

        public byte[] Open(byte[] sealedBytes) => sealedBytes;
    }
}
