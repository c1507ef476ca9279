using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Tests.Support;
using Rasan.Web.Api.Doors;

namespace Rasan.Tests.Api;

/// <summary>Who is let in.</summary>
public sealed class DoorTests(ApiFixture api)
{
    private const string Otp = "notifications/otp/send";
    private const string Body = """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"]}""";

    [Fact]
    public async Task Nobody_gets_in_without_a_living_token()
    {
        var service = await api.Given.AServiceAsync();
        var sleeping = await api.Given.AServiceAsync(active: false);
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await Refused(api.Client(), 401, "unauthorized");
        await Refused(api.Client("rsn_nobody"), 401, "unauthorized");
        await Refused(api.Client(new string('x', 5000)), 401, "unauthorized");
        await Refused(api.Client(await service.ATokenAsync(revoked: true)), 401, "dead_token");
        await Refused(api.Client(await service.ATokenAsync(expires: past)), 401, "dead_token");
        await Refused(api.Client(await sleeping.ATokenAsync()), 401, "dead_token");
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_token_does_what_its_scope_says_and_nothing_else()
    {
        var service = await api.Given.AServiceAsync();
        await Refused(api.Client(await service.ATokenAsync("read otp")), 403, "missing_scope");
        var answer = await api.Client(await service.ATokenAsync("send")).GetAsync("messages");
        WrongInputTests.AssertProblem(answer, 403, "missing_scope");
        Assert.Contains("'read'", answer["detail"].GetString()!, StringComparison.Ordinal);
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_token_comes_from_its_own_addresses_only()
    {
        var service = await api.Given.AServiceAsync();
        await Refused(api.Client(await service.ATokenAsync(from: "10.0.0.0/8 192.168.1.1")), 403, "address_not_allowed");
        Assert.Equal(HttpStatusCode.Accepted, (await api.Client(await service.ATokenAsync(from: "10.0.0.0/8 127.0.0.0/8")).PostAsync(Otp, Body)).Status);
    }

    [Fact]
    public async Task A_token_of_one_tenant_acts_for_no_other()
    {
        var service = await api.Given.AServiceAsync();
        var (own, other) = (await service.ATenantAsync("own"), await service.ATenantAsync("other"));
        var client = api.Client(await service.ATokenAsync(tenant: own));
        var foreign = await client.PostAsync(Otp, Body.Replace("{\"phone\"", $"{{\"tenant_id\":\"{other.Key}\",\"phone\"", StringComparison.Ordinal));
        WrongInputTests.AssertProblem(foreign, 403, "foreign_tenant");
        Assert.Equal(0, await service.CountMessagesAsync());

        var accepted = await client.PostAsync(Otp, Body.Replace("{\"phone\"", $"{{\"tenant_id\":\"{own.Key}\",\"phone\"", StringComparison.Ordinal));
        Assert.Equal("own", (await client.GetAsync($"notifications/{accepted.TrackingId}"))["tenant_id"].GetString());
        var elsewhere = await api.Client(await service.ATokenAsync()).PostAsync(Otp, Body);
        WrongInputTests.AssertProblem(await client.GetAsync($"notifications/{elsewhere.TrackingId}"), 404, "not_found");
        WrongInputTests.AssertProblem(await client.GetAsync("stats/daily"), 403, "foreign_tenant");
    }

    [Fact]
    public async Task Another_services_message_is_not_there()
    {
        var (service, stranger) = (await api.Given.AServiceAsync(), await api.Given.AServiceAsync());
        var id = (await api.Client(await service.ATokenAsync()).PostAsync(Otp, Body)).TrackingId;
        var client = api.Client(await stranger.ATokenAsync());
        WrongInputTests.AssertProblem(await client.GetAsync($"notifications/{id}"), 404, "not_found");
        WrongInputTests.AssertProblem(await client.GetAsync($"messages/{id}"), 404, "not_found");
        WrongInputTests.AssertProblem(await client.PostAsync($"messages/{id}/cancel", ""), 404, "not_found");
        WrongInputTests.AssertProblem(await client.PostAsync($"messages/{id}/resend", ""), 404, "not_found");
        Assert.Equal([id], (await client.PostAsync("messages/status", $$"""{"ids":["{{id}}"]}"""))["unknown"].EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_limited_token_waits_as_it_is_told_and_others_do_not()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync(perMinute: 3));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("token")).Status);
        var refused = await client.GetAsync("token");
        WrongInputTests.AssertProblem(refused, 429, "rate_limited");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 20);
        Assert.Contains("3 requests a minute", refused["detail"].GetString()!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.Client(await service.ATokenAsync()).GetAsync("token")).Status);
    }

    [Fact]
    public void Every_endpoint_of_the_api_says_what_a_token_needs()
    {
        var open = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api", StringComparison.Ordinal) is true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.Empty(open);
    }

    private static async Task Refused(ApiClient client, int status, string code) => WrongInputTests.AssertProblem(await client.PostAsync(Otp, Body), status, code);
}
