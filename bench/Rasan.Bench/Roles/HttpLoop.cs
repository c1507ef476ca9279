using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Roles;

/// <summary>What a dispatcher is measured against: so many HTTP calls at once and nothing else. A count a line in, calls a second a line out.</summary>
internal static class HttpLoop
{
    public static async Task RunAsync(int providerPort, int atOnce)
    {
        var services = new ServiceCollection();
        ProviderClient.Register(services);
        await using var rooms = services.BuildServiceProvider();
        var client = rooms.GetRequiredService<ProviderClient>();
        var address = ProviderClient.Address(providerPort);
        Console.WriteLine("ready 0");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            long left = long.Parse(line, CultureInfo.InvariantCulture), count = left;
            var since = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) is >= 0 and var number)
                    await client.SendAsync(address, number, "+989120000111", "Your code is 123456. It is valid for two minutes.", CancellationToken.None);
            })));
            Console.WriteLine((count / Stopwatch.GetElapsedTime(since).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }
    }
}
