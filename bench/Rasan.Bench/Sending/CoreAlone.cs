using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rasan.Core;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Providers;

namespace Rasan.Bench.Sending;

/// <summary>The core on a data directory, in this process, with nothing running.</summary>
internal static class CoreAlone
{
    public static ServiceProvider In(string dataDirectory)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddSingleton<IConfiguration>(new ConfigurationManager()).AddOptions<StorageOptions>();
        services.AddRasanCore(new(dataDirectory)).AddProviders();
        services.AddSingleton<ISecretBox, NoBox>().AddSingleton<ListMessages>();
        return services.BuildServiceProvider();
    }

    private sealed class NoBox : ISecretBox
    {
        public byte[] Seal(ReadOnlySpan<byte> plain) => plain.ToArray();

        public byte[] Open(byte[] sealedBytes) => sealedBytes;
    }
}
