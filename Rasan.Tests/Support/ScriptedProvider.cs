using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Services;

namespace Rasan.Tests.Support;

/// <summary>A provider on the seam that does what a test says, and remembers what it was given: for what no magic number of the Sandbox does.</summary>
public sealed class ScriptedProvider : IProvider
{
    private readonly ConcurrentDictionary<long, string> _received = new();

    public string Key => "scripted";

    public ProviderProfile Profile { get; } = new("Scripted", "Scripted", DefaultBaseUrl: null, Hosts: []);

    public ProviderCapabilities Capabilities { get; init; } = new() { LookUp = true, NeedsKey = false };

    /// <summary>Texts it was given, as often as it was.</summary>
    public ConcurrentQueue<string> Texts { get; } = new();

    /// <summary>Recipients it was asked about.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    public Func<Delivery, CancellationToken, Task<ProviderAnswer>> Send { get; set; } = (delivery, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Accepted($"{delivery.OwnId}"));

    /// <summary>What each call held.</summary>
    public ConcurrentQueue<IReadOnlyList<Delivery>> Calls { get; } = new();

    /// <summary>For calls of several; null: each is answered as by <see cref="Send"/>.</summary>
    public Func<IReadOnlyList<Delivery>, IReadOnlyList<ProviderAnswer>>? SendAll { get; set; }

    /// <summary>Null: what it was given it knows, and nothing else.</summary>
    public Func<AttemptEvidence, CancellationToken, Task<LookUpAnswer>>? LookUp { get; set; }

    /// <summary>The core with this provider's account alone, and its dispatcher not yet started.</summary>
    public static async Task<(CoreRooms Rooms, ScriptedProvider Provider)> OpenAsync(int workers = 4, ManualClock? clock = null, string settings = "{}", ProviderCapabilities? capabilities = null, CancellationToken ct = default)
    {
        var provider = capabilities is null ? new ScriptedProvider() : new() { Capabilities = capabilities };
        var rooms = await CoreRooms.OpenAsync(services =>
        {
            if (clock is not null) services.AddSingleton<TimeProvider>(clock);
            services.AddKeyedSingleton<IProvider>(provider.Key, provider);
            services.Configure<DispatchOptions>(dispatch => (dispatch.OtpWorkers, dispatch.NormalWorkers, dispatch.ShutdownSeconds) = (workers, workers, 1));
        });
        await using var store = await rooms.StoreAsync();
        foreach (var account in await store.Accounts.ToListAsync(ct)) account.IsActive = false;
        store.Add(new Account { ServiceId = 1, Provider = provider.Key, Name = "scripted", CreatedAt = TimeProvider.System.GetUtcNow(), TimeoutSeconds = 10, Settings = settings });
        await store.SaveChangesAsync(ct);
        await rooms.Get<Catalogs>().RefreshAsync(ct);
        return (rooms, provider);
    }

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        foreach (var delivery in deliveries)
        {
            _received[delivery.OwnId] = delivery.Text;
            Texts.Enqueue(delivery.Text);
        }

        Calls.Enqueue(deliveries);
        return SendAll is { } script ? script(deliveries) : await Task.WhenAll(deliveries.Select(delivery => Send(delivery, deadline)));
    }

    public Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        Questions.Enqueue(evidence.To.E164);
        if (LookUp is { } script) return script(evidence, deadline);
        return Task.FromResult<LookUpAnswer>(_received.ContainsKey(evidence.OwnId) ? new LookUpAnswer.Found($"{evidence.OwnId}", DeliveryState.Delivered) : new LookUpAnswer.NotKnown());
    }

    public Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline) => Task.FromResult<IReadOnlyList<ProviderReport>>([]);

    public Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline) => Task.FromResult(new AccountStanding(null, null, null));
}
