using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Channels;
using Rasan.Providers.Fronts;
using Rasan.Providers.Ghasedak;
using Rasan.Providers.IPPanel;
using Rasan.Providers.Kavenegar;
using Rasan.Providers.RayganSms;
using Rasan.Providers.Sandbox;
using Rasan.Providers.Simulation;
using Rasan.Providers.Twilio;

namespace Rasan.Providers;

public static class ProvidersSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Every provider, as <see cref="IProvider"/> under its own key. Needs a data directory, a clock and a report sink.</summary>
        public IServiceCollection AddProviders()
        {
            services.AddOutgoing();
            services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<SandboxRecord>().AddSingleton<SandboxControl>().AddSingleton<SandboxReports>();
            services.AddHostedService(rooms => rooms.GetRequiredService<SandboxReports>());
            services.AddKeyedSingleton<CodeTexts>(SandboxProvider.ProviderKey, SandboxCodes.All.Text);
            services.AddKeyedSingleton<IProvider, KavenegarProvider>(KavenegarProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(KavenegarProvider.ProviderKey, KavenegarCodes.Table.Text);
            services.AddKeyedSingleton<IProvider, GhasedakProvider>(GhasedakProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(GhasedakProvider.ProviderKey, GhasedakCodes.Table.Text);
            services.AddKeyedSingleton<IProvider, RayganSmsProvider>(RayganSmsProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(RayganSmsProvider.ProviderKey, RayganSmsCodes.Table.Text);
            services.AddKeyedSingleton<IProvider, IPPanelProvider>(IPPanelProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(IPPanelProvider.ProviderKey, IPPanelCodes.Table.Text);
            services.AddKeyedSingleton<IProvider, TwilioProvider>(TwilioProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(TwilioProvider.ProviderKey, TwilioCodes.Table.Text);
            return services.AddKeyedSingleton<IProvider, SandboxProvider>(SandboxProvider.ProviderKey);
        }

        /// <summary>The vendors' wires, server side, and the simulated telecom that can stand behind them. Needs a clock.</summary>
        public IServiceCollection AddFronts()
        {
            services.AddSingleton<IFront, IPPanelFront>();
            services.AddSingleton<IFront, TwilioFront>();
            services.AddSingleton<IFront, KavenegarFront>();
            services.AddSingleton<IFront, GhasedakFront>();
            services.AddSingleton<IFront, RayganSmsFront>();
            return services.AddSingleton<Simulators>();
        }
    }
}
