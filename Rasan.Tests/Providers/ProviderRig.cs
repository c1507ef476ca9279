using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers;
using Rasan.Providers.Simulation;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>
/// What a provider's tests begin with: its client, and its vendor's simulator, over real HTTP. Vendors differ in when they tell of something,
/// and say so in a property; what they tell is the same for all.
/// </summary>
public abstract class ProviderRig : IAsyncDisposable
{
    private readonly Lazy<IProvider> _provider;
    private long _ownId = Random.Shared.NextInt64(1L << 60, 1L << 61);

    protected ProviderRig() => _provider = new(() => Make(Simulators.Http));

    protected SimulatorHost Simulators { get; } = new();

    protected IProvider Provider => _provider.Value;

    protected abstract string Vendor { get; }

    protected abstract IReadOnlyDictionary<string, string> Credentials { get; }

    /// <summary>The line of every message; null: the vendor has a default sender.</summary>
    protected virtual string? Line => null;

    /// <summary>The line on which a message may wait for its time.</summary>
    protected virtual string? ScheduledLine => Line;

    /// <summary>The line that messages come in on.</summary>
    protected virtual string InboundLine => Line ?? "10004346";

    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>A number that nobody has is taken, and the message ends failed.</summary>
    protected virtual bool TellsBadNumberLater => false;

    /// <summary>Without credit messages are taken, and end failed.</summary>
    protected virtual bool TellsNoCreditLater => false;

    /// <summary>A recipient who must not be written to is refused at once; elsewhere the message is taken, and ends blocked.</summary>
    protected virtual bool RefusesBlocked => false;

    /// <summary>Inbound messages have no ids: what came in the last moment of a pull comes again with the next.</summary>
    protected virtual bool MayRepeatInbound => false;

    protected ProviderAccount Account => new(7, Vendor, Simulators.BaseUrl(Vendor), TimeSpan.FromSeconds(30), Credentials, Settings);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IProvider Make(ProviderHttp http);

    protected Delivery To(string number, string? text = null)
    {
        Assert.True(Recipient.TryParse(number, out var to));
        text ??= $"سلام {number}";
        return new(Interlocked.Increment(ref _ownId), to, text, Line, Rasan.Core.Messages.Segments.Count(text).Segments);
    }

    /// <summary>As the dispatcher makes a call: with one own id, where the vendor takes one for each call.</summary>
    protected IReadOnlyList<Delivery> Call(params IReadOnlyList<Delivery> deliveries) =>
        Provider.Capabilities.OneIdPerCall ? [.. deliveries.Select(delivery => delivery with { OwnId = deliveries[0].OwnId })] : deliveries;

    protected async Task<ProviderAnswer> SendAsync(Delivery delivery) => Assert.Single(await Provider.SendAsync(Account, [delivery], Ct));

    protected async Task<string> AcceptedAsync(Delivery delivery) => Assert.IsType<ProviderAnswer.Accepted>(await SendAsync(delivery)).Reference;

    /// <summary>A transport fault and an unknown answer mean the same to whoever called.</summary>
    protected async Task<string> UnknownAsync(Delivery delivery)
    {
        try
        {
            return Assert.IsType<ProviderAnswer.Unknown>(await SendAsync(delivery)).Why;
        }
        catch (HttpRequestException)
        {
            return "transport";
        }
    }

    protected static AttemptEvidence Evidence(Delivery delivery, string? reference = null) =>
        new(delivery.OwnId, reference, delivery.To, TimeProvider.System.GetUtcNow().AddSeconds(-1)) { Text = delivery.Text, Line = delivery.Line, ByTemplate = delivery.Template is not null };

    /// <summary>What is told of a message when it had time to end; null: nothing.</summary>
    protected async Task<ProviderReport?> ReportAsync(Delivery delivery, string reference, double seconds = 30)
    {
        await Simulators.AdvanceAsync(Vendor, seconds);
        var reports = await Provider.ReportsAsync(Account, [Evidence(delivery, reference)], Ct);
        var report = reports.SingleOrDefault(report => report.To is null || report.To == delivery.To);
        if (report is not null) Assert.Equal((Account.Id, reference), (report.AccountId, report.Reference));
        return report;
    }

    protected async Task<IReadOnlyList<MessageView>> TakenAsync(string text) => [.. (await Simulators.MessagesAsync(Vendor)).Where(message => message.Text == text)];

    protected static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"0912{index / 1000:000}1{index % 1000:000}");   // no magic: the fourth digit from the end is 1

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Simulators.DisposeAsync();
    }
}
