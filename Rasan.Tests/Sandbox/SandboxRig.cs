using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Providers.Sandbox;
using Rasan.Tests.Support;

namespace Rasan.Tests.Sandbox;

/// <summary>The Sandbox with a real file in a directory of its own, a clock that a test moves, and a sink that keeps what it is given.</summary>
internal sealed class SandboxRig : IAsyncDisposable
{
    private readonly string _root;
    private long _ownId = 4_000_000_000_000_000_000;

    private SandboxRig(string root, ManualClock clock, int maxPerCall)
    {
        (_root, Clock) = (root, clock);
        Record = new(new DataDirectory(root), NullLogger<SandboxRecord>.Instance);
        Reports = new(Sink, clock, NullLogger<SandboxReports>.Instance);
        Provider = new(Record, Reports, Options.Create(new SandboxOptions { MaxPerCall = maxPerCall }), clock);
        Control = new(Record);
    }

    public ManualClock Clock { get; }
    public ReportBasket Sink { get; } = new();
    public SandboxRecord Record { get; }
    public SandboxReports Reports { get; }
    public SandboxProvider Provider { get; }
    public SandboxControl Control { get; }

    public static async Task<SandboxRig> StartAsync(int maxPerCall = 1) =>
        await StartAsync(Directory.CreateTempSubdirectory("rasan-sandbox-").FullName, new(), maxPerCall);

    /// <summary>Ends this one in order and starts the next on the same directory, with the same clock.</summary>
    public async Task<SandboxRig> ReopenAsync()
    {
        await StopAsync();
        return await StartAsync(_root, Clock, 1);
    }

    /// <summary>Starts another one on the files as they lie there now, as after a sudden end.</summary>
    public async Task<SandboxRig> StartOnCopyAsync()
    {
        var copy = Directory.CreateTempSubdirectory("rasan-sandbox-");
        foreach (var file in Files().Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }
        return await StartAsync(copy.FullName, Clock, 1);
    }

    public static ProviderAccount Account(long id = 1, params (string Name, string Value)[] settings) => new(
        id, $"sandbox-{id}", null, TimeSpan.FromSeconds(10), new Dictionary<string, string>(),
        settings.ToDictionary(setting => setting.Name, setting => setting.Value));

    public Delivery To(string number, string text = "کد شما ۱۲۳۴") =>
        new(Interlocked.Increment(ref _ownId), Recipient.FromStored(number), text, null, 1);

    public async Task<ProviderAnswer> SendAsync(Delivery delivery, ProviderAccount? account = null) =>
        Assert.Single(await Provider.SendAsync(account ?? Account(), [delivery], TestContext.Current.CancellationToken));

    public async Task<ProviderAnswer> SendUntilAsync(Delivery delivery, CancellationToken deadline) =>
        Assert.Single(await Provider.SendAsync(Account(), [delivery], deadline));

    public Task<LookUpAnswer> LookUpAsync(Delivery delivery, ProviderAccount? account = null) =>
        Provider.LookUpAsync(account ?? Account(), Evidence(delivery), TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<ProviderReport>> AskAsync(params Delivery[] deliveries) =>
        Provider.ReportsAsync(Account(), [.. deliveries.Select(Evidence)], TestContext.Current.CancellationToken);

    public AttemptEvidence Evidence(Delivery delivery) => new(delivery.OwnId, null, delivery.To, Clock.GetUtcNow());

    public async Task<IReadOnlyList<SandboxRequest>> RecordedAsync() =>
        (await Control.ListAsync(0, 1000, new(null, null), TestContext.Current.CancellationToken)).Requests;

    public string PathOf(string file) => Path.Combine(_root, file);

    public IEnumerable<string> Files() => Directory.EnumerateFiles(_root);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static async Task<SandboxRig> StartAsync(string root, ManualClock clock, int maxPerCall)
    {
        SqliteLibrary.Start();
        var rig = new SandboxRig(root, clock, maxPerCall);
        await rig.Reports.StartAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    private async Task StopAsync()
    {
        await Reports.StopAsync(CancellationToken.None);
        Reports.Dispose();
        await Record.DisposeAsync();
    }
}
