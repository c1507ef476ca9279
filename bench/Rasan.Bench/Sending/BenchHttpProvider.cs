using System.Net;
using Rasan.Bench.Inside;
using Rasan.Core.Channels;

namespace Rasan.Bench.Sending;

/// <summary>The smallest provider there can be: takes one message a call over HTTP and has nothing to say afterwards.</summary>
internal sealed class BenchHttpProvider(ProviderClient client, FailoverWatch watch) : IProvider
{
    public const string Name = "bench";

    public string Key => Name;

    public ProviderProfile Profile { get; } = new("Bench", "Bench", DefaultBaseUrl: null, Hosts: []);

    public ProviderCapabilities Capabilities { get; } = new() { NeedsKey = false };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var delivery = deliveries[0];
        watch.Begun(delivery.To.E164);
        try
        {
            return [new ProviderAnswer.Accepted(await client.SendAsync(account.BaseUrl!, delivery.OwnId, delivery.To.E164, delivery.Text, deadline))];
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Conflict)
        {
            watch.Refused(delivery.To.E164);
            return [new ProviderAnswer.Refused(RefusalReason.Transient, "refused")];
        }
    }

    public Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline) =>
        throw new NotSupportedException("Not declared in the capabilities.");

    public Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline) =>
        throw new NotSupportedException("Not declared in the capabilities.");

    public Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline) =>
        Task.FromResult(new AccountStanding(null, null, null));
}
