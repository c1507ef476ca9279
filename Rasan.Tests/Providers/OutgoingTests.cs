using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Kavenegar;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>The one way out: where it may lead, and what is said of it.</summary>
public sealed class OutgoingTests
{
    private const string Secret = "key-that-nobody-may-read-0123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Outside_development_a_name_that_leads_to_this_machine_is_not_called(string host)
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        listener.Start();
        using var handlers = new OutgoingHandlers(new Fixed(new()));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => new KavenegarProvider(new(handlers, TimeProvider.System)).StandingAsync(Account(new($"http://{host}:{Port(listener)}/v1")), Ct));
        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);   // nothing was sent: the next account may take the message
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("10.0.0.1"), InlineData("172.16.5.4"), InlineData("192.168.1.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("0.0.0.0"), InlineData("127.0.0.2")]
    [InlineData("::1"), InlineData("::"), InlineData("fe80::1"), InlineData("fc00::1"), InlineData("::ffff:10.0.0.1"), InlineData("64:ff9b::a00:1"), InlineData("2002:a00:1::"), InlineData("224.0.0.1"), InlineData("255.255.255.255")]
    public void No_network_of_the_house_is_called_unless_the_settings_name_the_host(string address)
    {
        var options = new OutgoingOptions();
        Assert.False(OutgoingAddresses.IsAllowed("sms.example", IPAddress.Parse(address), options));
        options.AllowedHosts.Add("sms.example");
        Assert.True(OutgoingAddresses.IsAllowed("sms.example", IPAddress.Parse(address), options));
        Assert.True(OutgoingAddresses.IsAllowed("eu.sms.example", IPAddress.Parse(address), options));
        Assert.False(OutgoingAddresses.IsAllowed("evilsms.example", IPAddress.Parse(address), options));
    }

    [Theory]
    [InlineData("93.184.215.14"), InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    public void The_internet_is_called(string address) => Assert.True(OutgoingAddresses.IsAllowed("api.kavenegar.com", IPAddress.Parse(address), new()));

    [Theory]
    [InlineData("api.kavenegar.com", false, false), InlineData("93.184.215.14", false, false), InlineData("localhost", false, true), InlineData("[::1]", false, true)]
    [InlineData("api.kavenegar.com", true, true), InlineData("eu.api.kavenegar.com", true, true), InlineData("api.ghasedak.me", true, false)]
    public void Where_nobody_but_a_few_is_called_nobody_else_is_asked_for(string host, bool isNamed, bool isAsked)
    {
        var options = new OutgoingOptions { Closed = true };
        options.AllowLoopback();
        if (isNamed) options.AllowedHosts.Add("api.kavenegar.com");
        Assert.Equal(isAsked, OutgoingAddresses.MayBeAskedFor(host, options));
        Assert.Equal(isAsked && isNamed, OutgoingAddresses.IsAllowed(host, IPAddress.Parse("93.184.215.14"), options));
    }

    [Theory]
    [InlineData("https://api.kavenegar.com/v1", true), InlineData("https://kavenegar.com", true), InlineData("https://kavenegar.com.example/v1", false), InlineData("https://user@api.kavenegar.com/v1", false)]
    [InlineData("file:///etc/passwd", false), InlineData("https://example.org/v1", false), InlineData("http://127.0.0.1/v1", false)]
    public void An_account_may_name_the_vendors_own_hosts(string address, bool isAllowed)
    {
        using var handlers = LoopbackHandlers.Open();
        Assert.Equal(isAllowed, OutgoingAddresses.IsAllowed(new(address), new KavenegarProvider(new(handlers, TimeProvider.System)).Profile, new()));
    }

    [Fact]
    public async Task Neither_trace_nor_figure_nor_exception_names_the_key_whatever_goes_wrong()
    {
        var said = new ConcurrentQueue<string>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => said.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.SelectMany(one => one.Tags).Select(tag => tag.Value))}"),
        };
        ActivitySource.AddActivityListener(traces);
        using var figures = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        figures.SetMeasurementEventCallback<double>((instrument, _, tags, _) => said.Enqueue(Tags(instrument, tags)));
        figures.SetMeasurementEventCallback<long>((instrument, _, tags, _) => said.Enqueue(Tags(instrument, tags)));
        figures.Start();

        await using var simulators = new SimulatorHost();
        var kavenegar = new KavenegarProvider(simulators.Http);
        var account = Account(simulators.BaseUrl("kavenegar"));
        foreach (var fault in (string[])["none", "bad_key", "no_credit", "ip_not_allowed", "maintenance", "truncated_json"])
        {
            if (fault != "none") await simulators.SettingsAsync("kavenegar", new Dictionary<string, bool> { [fault] = true });
            foreach (var number in (string[])["09121112345", "09121110001", "09121110006", "09121110008", "09121110009"]) await TryAsync(said, () => kavenegar.SendAsync(account, [RawVendor.To(number, "a text", 7)], Ct));
            await TryAsync(said, () => kavenegar.StandingAsync(account, Ct));
            await TryAsync(said, () => kavenegar.LookUpAsync(account, RawVendor.Evidence(RawVendor.To("09121112345", "a text", 7), TimeProvider.System.GetUtcNow()), Ct));
            if (fault != "none") await simulators.SettingsAsync("kavenegar", new Dictionary<string, bool> { [fault] = false });
        }

        using var late = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await TryAsync(said, () => kavenegar.SendAsync(account, [RawVendor.To("09121110007", "a text", 8)], late.Token));
        await TryAsync(said, () => kavenegar.StandingAsync(Account(new($"http://127.0.0.1:{FreePorts.Next()}/v1")), Ct));
        said.Enqueue(account.ToString());

        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, word => word.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task TryAsync<T>(ConcurrentQueue<string> said, Func<Task<T>> call)
    {
        try
        {
            said.Enqueue($"{await call()}");
        }
        catch (Exception exception)
        {
            said.Enqueue(exception.ToString());
        }
    }

    private static string Tags(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";

    private static ProviderAccount Account(Uri baseUrl) =>
        new(1, "main", baseUrl, TimeSpan.FromSeconds(10), new Dictionary<string, string>(StringComparer.Ordinal) { ["api_key"] = Secret }, new Dictionary<string, string>(StringComparer.Ordinal));

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private sealed class Fixed(OutgoingOptions options) : IOptionsMonitor<OutgoingOptions>
    {
        public OutgoingOptions CurrentValue => options;

        public OutgoingOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OutgoingOptions, string?> listener) => null;
    }
}
