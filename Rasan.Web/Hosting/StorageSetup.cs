using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rasan.Core.Logs;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting;

internal static class StorageSetup
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddStorage()
        {
            var services = builder.Services;
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(rooms => rooms.GetRequiredService<IOptions<StorageOptions>>().Value);
            services.AddSingleton<SqliteStore>().AddSingleton<WriteTurn>().AddSingleton<StorageHealth>();
            services.AddDbContextFactory<RasanDb>((rooms, options) =>
                options.UseSqlite(rooms.GetRequiredService<SqliteStore>().ConnectionString).AddInterceptors(rooms.GetRequiredService<SqliteStore>().PragmasOnOpen));
            services.AddDbContextFactory<LogsDb>((rooms, options) =>
                options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = rooms.GetRequiredService<DataDirectory>().LogsDatabase }.ToString()));
            services.AddSingleton<Migrate>().AddSingleton<ProbeStorage>();
            return builder;
        }
    }
}
