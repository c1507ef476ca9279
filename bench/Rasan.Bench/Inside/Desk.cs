using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rasan.Bench.Sending;
using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Bench.Inside;

/// <summary>Takes the bench's orders inside the measured program: one line in, one line out. The end of its input ends the program.</summary>
internal sealed class Desk(
    IDbContextFactory<RasanDb> stores, IConfiguration configuration, IHostApplicationLifetime lifetime, IServiceProvider rooms, TimeProvider clock) : IHostedService
{
    public const string ProviderPort = "BENCH_PROVIDER";

    public static TextWriter Answers { get; set; } = TextWriter.Null;

    private Task _serving = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReplaceAccountsAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() => _serving = Task.Run(ServeAsync, CancellationToken.None));
    }

    // ends with the input, which may be long after the host
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Hosted services start before anything is served: the first catalog knows the bench's account alone.</summary>
    private async Task ReplaceAccountsAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Accounts.AnyAsync(a => a.Provider == BenchHttpProvider.Name, ct)) return;
        foreach (var account in await store.Accounts.ToListAsync(ct)) account.IsActive = false;
        var provider = $"http://127.0.0.1:{configuration[ProviderPort]}";
        foreach (var (name, address) in new[] { (Failing.Dead, "http://127.0.0.1:1/send"), (Failing.Refusing, provider + "/refuse"), (BenchHttpProvider.Name, provider + "/send"), (Failing.Second, provider + "/send") })   // tried in this order
            store.Accounts.Add(new() { Provider = BenchHttpProvider.Name, Name = name, BaseUrl = address, CreatedAt = clock.GetUtcNow(), IsActive = name == BenchHttpProvider.Name });
        await store.SaveChangesAsync(ct);
    }

    private async Task ServeAsync()
    {
        var address = rooms.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Answers.WriteLineAsync("ready " + new Uri(address).Port.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is { } order)
        {
            await Answers.WriteLineAsync(await ObeyAsync(order.Split(' ')));
            await Answers.FlushAsync();
        }
        lifetime.StopApplication();
    }

    private async Task<string> ObeyAsync(string[] order)
    {
        try
        {
            return order switch
            {
                ["append", var lane, var count] => await rooms.GetRequiredService<Batch>().AppendAsync(Enum.Parse<Lane>(lane, ignoreCase: true), Number(count)),
                ["bare", var count] => await rooms.GetRequiredService<Batch>().InsertBareAsync(Number(count)),
                ["saves", var seconds] => await rooms.GetRequiredService<Saves>().RunAsync(Number(seconds)),
                ["accounts", .. var names] => await rooms.GetRequiredService<Failing>().UseAsync(names),
                ["failovers"] => rooms.GetRequiredService<FailoverWatch>().Tell(),
                ["hold"] => await HoldAsync("bench"),
                ["release"] => await HoldAsync(null),
                _ => "fault: nobody here does that",
            };
        }
        catch (Exception fault)
        {
            return "fault: " + fault.ToString().ReplaceLineEndings(" ");
        }
    }

    private async Task<string> HoldAsync(string? reason)
    {
        await new HoldSending(stores, clock).RunAsync(reason, "bench", CancellationToken.None);
        await rooms.GetRequiredService<Catalogs>().RefreshAsync(CancellationToken.None);
        return "done";
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
