using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Services;

public sealed class CatalogsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_in_the_middle_of_the_reading_is_seen_whole_or_not_at_all()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var before = rooms.Get<Catalogs>().Current.Revision;
        var catalogs = new Catalogs(new Stores(rooms, new AfterServices(() => AddAsync(rooms))), rooms.Get<Core.Channels.Providers>(), TimeProvider.System, NullLogger<Catalogs>.Instance);

        await catalogs.RefreshAsync(Ct);
        Assert.Equal(before, catalogs.Current.Revision);
        Assert.Empty(catalogs.Current.Tokens);

        await catalogs.RefreshAsync(Ct);
        Assert.Equal("late", Assert.Single(catalogs.Current.Tokens).Value.Service.Key);
    }

    private static async Task AddAsync(CoreRooms rooms)
    {
        await using var store = await rooms.StoreAsync();
        var now = TimeProvider.System.GetUtcNow();
        var service = new Service { Key = "late", Name = "Late", CreatedAt = now };
        service.Tenants.Add(new Tenant { Key = "late", CreatedAt = now });
        store.Add(service);
        await store.SaveChangesAsync(Ct);
        Assert.IsType<CreateTokenResult.Created>(await new CreateToken(rooms.Get<IDbContextFactory<RasanDb>>(), TimeProvider.System).RunAsync(new("late", "till", [Scopes.Send]), "cli", Ct));
    }

    private sealed class Stores(CoreRooms rooms, IInterceptor interceptor) : IDbContextFactory<RasanDb>
    {
        public RasanDb CreateDbContext() => new(new DbContextOptionsBuilder<RasanDb>().UseSqlite($"Data Source={rooms.DatabasePath}").AddInterceptors(interceptor).Options, new WriteTurn());
    }

    /// <summary>Something happens once, as soon as the services have been read.</summary>
    private sealed class AfterServices(Func<Task> happens) : DbCommandInterceptor
    {
        private bool _happened;

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (_happened || !command.CommandText.Contains("FROM \"services\"", StringComparison.Ordinal)) return result;
            _happened = true;
            await happens();
            return result;
        }
    }
}
