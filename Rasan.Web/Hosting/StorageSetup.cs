using Microsoft.Extensions.Options;
using Rasan.Core;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Hosting;

internal static class StorageSetup
{
    /// <summary>What the stop of other parts may take beyond the dispatcher's own limit.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(15);

    extension(WebApplicationBuilder builder)
    {
        public DataDirectory DataDirectory => DataDirectoryPlace.Resolve(builder.Configuration, builder.Environment);

        /// <summary>The core, without anything of it running.</summary>
        public WebApplicationBuilder AddCore()
        {
            builder.Services.AddRasanCore(builder.DataDirectory);
            builder.Services.AddSingleton<SetAsideDamaged>().AddSingleton<Migrate>().AddSingleton<ProbeStorage>();
            return builder;
        }

        /// <summary>The core at work, from before the first request until after the last.</summary>
        public WebApplicationBuilder RunCore()
        {
            builder.Services.AddHostedService<CoreRun>();
            builder.Services.AddOptions<HostOptions>().Configure<IOptions<DispatchOptions>>((host, dispatch) =>
                host.ShutdownTimeout = TimeSpan.FromSeconds(dispatch.Value.ShutdownSeconds) + ShutdownMargin);
            return builder;
        }
    }
}
