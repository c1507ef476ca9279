using Rasan.Core.Channels;

namespace Rasan.Bench.Sending;

/// <summary>The smallest provider there can be: takes one message a call over HTTP and has nothing to say afterwards.</summary>
internal sealed class BenchHttpProvider(ProviderClient client) : IProvider
{
    public const string Name = "bench";

    private Uri? _address;

    public string Key => Name;

    public ProviderProfile Profile { get; } = new("Bench", "Bench", DefaultBaseUrl: null, Hosts: []);

    public ProviderCapabilities Capabilities { get; } = new() { NeedsKey = false };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var delivery = deliveries[0];
        _address ??= new(account.BaseUrl!, "/send");
        var reference = await client.SendAsync(_address, delivery.OwnId, delivery.To.E164, delivery.Text, deadline);
        return [new ProviderAnswer.Accepted(reference)];
    }

    public Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline) =>
        throw new NotSupportedException("Not declared in the capabilities.");

    public Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline) =>
        throw new NotSupportedException("Not declared in the capabilities.");

    public Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline) =>
        Task.FromResult(new AccountStanding(null, null, null));
}
