using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Channels;

namespace Rasan.Providers;

public static class OutgoingSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The one way out to providers.</summary>
        public IServiceCollection AddOutgoing()
        {
            services.AddOptions<OutgoingOptions>().BindConfiguration(OutgoingOptions.Section).ValidateOnStart();
            return services.AddSingleton<OutgoingHandlers>().AddSingleton<ProviderHttp>();
        }
    }
}
