using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Bench.Inside;
using Rasan.Bench.Sending;
using Rasan.Core.Channels;

[assembly: HostingStartup(typeof(BenchStartup))]

namespace Rasan.Bench.Inside;

/// <summary>What the bench adds to the program it measures.</summary>
internal sealed class BenchStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        ProviderClient.Register(services);
        services.AddKeyedSingleton<IProvider, BenchHttpProvider>(BenchHttpProvider.Name);
        services.AddSingleton<Batch>().AddSingleton<Saves>().AddSingleton<Failing>().AddSingleton<FailoverWatch>().AddHostedService<Desk>();
    });
}
