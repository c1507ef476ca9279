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
        await Refused(null, 401, "unauthorized", "No valid token", "توکن معتبری نیست");
        await Refused("rsn_nobody", 401, "unauthorized", "No valid token", "توکن معتبری نیست");
        await Refused(new string('x', 5000), 401, "unauthorized", "No valid token", "توکن معتبری نیست");
        await Refused(await service.ATokenAsync(revoked: true), 401, "dead_token", "The token is no longer valid", "توکن دیگر معتبر نیست");
        await Refused(await service.ATokenAsync(expires: past), 401, "dead_token", "The token is no longer valid", "توکن دیگر معتبر نیست");
        await Refused(await sleeping.ATokenAsync(), 401, "dead_token", "The token is no longer valid", "توکن دیگر معتبر نیست");
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_token_does_what_its_scope_says_and_nothing_else()
    {
        var service = await api.Given.AServiceAsync();
        await Refused(await service.ATokenAsync("read otp"), 403, "missing_scope", "The token may not do this", "توکن این اجازه را ندارد");
        var answer = await api.Client(await service.ATokenAsync("send")).GetAsync("messages");
        WrongInputTests.AssertProblem(answer, 403, "missing_scope");
        Assert.Contains("'read'", answer["detail"].GetString()!, StringComparison.Ordinal);
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_path_is_the_same_in_capitals_and_so_is_its_door()
    {
        var service = await api.Given.AServiceAsync();
        WrongInputTests.AssertProblem(await api.Client().GetAsync("/API/v1/token"), 401, "unauthorized");
        WrongInputTests.AssertProblem(await api.Client(await service.ATokenAsync("send")).GetAsync("/Api/V1/Messages"), 403, "missing_scope");
        Assert.Equal(service.Key, (await api.Client(await service.ATokenAsync()).GetAsync("/API/v1/token"))["client_id"].GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await api.Client(await service.ATokenAsync()).PostAsync("/API/V1/notifications/otp/send", Body)).Status);
    }

    [Fact]
    public async Task A_token_comes_from_its_own_addresses_only()
    {
        var service = await api.Given.AServiceAsync();
        await Refused(await service.ATokenAsync(from: "10.0.0.0/8 192.168.1.1"), 403, "address_not_allowed", "Not from this address", "نه از این نشانی");
        Assert.Equal(HttpStatusCode.Accepted, (await api.Client(await service.ATokenAsync(from: "10.0.0.0/8 127.0.0.0/8")).PostAsync(Otp, Body)).Status);
    }

    [Fact]
    public async Task A_token_of_one_tenant_acts_for_no_other()
    {
        var service = await api.Given.AServiceAsync();
        var (own, other) = (await service.ATenantAsync("own"), await service.ATenantAsync("other"));
        var token = await service.ATokenAsync(tenant: own);
        var client = api.Client(token);
        var foreign = Body.Replace("{\"phone\"", $"{{\"tenant_id\":\"{other.Key}\",\"phone\"", StringComparison.Ordinal);
        await WrongInputTests.AssertToldAsync(
            language => api.Client(token, language).PostAsync(Otp, foreign), 403, "foreign_tenant", "tenant_id", "The token is bound to another tenant.", "توکن به مستاجر دیگری بسته است.");
        Assert.Equal(0, await service.CountMessagesAsync());

        var accepted = await client.PostAsync(Otp, Body.Replace("{\"phone\"", $"{{\"tenant_id\":\"{own.Key}\",\"phone\"", StringComparison.Ordinal));
        Assert.Equal("own", (await client.GetAsync($"notifications/{accepted.TrackingId}"))["tenant_id"].GetString());
        var elsewhere = await api.Client(await service.ATokenAsync()).PostAsync(Otp, Body);
        WrongInputTests.AssertProblem(await client.GetAsync($"notifications/{elsewhere.TrackingId}"), 404, "not_found");
        await WrongInputTests.AssertToldAsync(
            language => api.Client(token, language).GetAsync("stats/daily"), 403, "foreign_tenant", field: null, "Another tenant's", "از آنِ مستاجر دیگری است");
    }

    [Fact]
    public async Task Another_services_message_is_not_there()
    {
        var (service, stranger) = (await api.Given.AServiceAsync(), await api.Given.AServiceAsync());
        var id = (await api.Client(await service.ATokenAsync()).PostAsync(Otp, Body)).TrackingId;
        var token = await stranger.ATokenAsync();
        Func<ApiClient, Task<Answer>>[] asked =
        [
            client => client.GetAsync($"notifications/{id}"), client => client.GetAsync($"messages/{id}"),
            client => client.PostAsync($"messages/{id}/cancel", ""), client => client.PostAsync($"messages/{id}/resend", ""),
        ];
        foreach (var ask in asked)
            await WrongInputTests.AssertToldAsync(language => ask(api.Client(token, language)), 404, "not_found", field: null, "Not found", "پیدا نشد");
        Assert.Equal([id], (await api.Client(token).PostAsync("messages/status", $$"""{"ids":["{{id}}"]}"""))["unknown"].EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_limited_token_waits_as_it_is_told_and_others_do_not()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync(perMinute: 3));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("token")).Status);
        var refused = await client.UntilAsync("token", answer => answer.Status != HttpStatusCode.OK);   // on a slow machine one more may have come due
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

    private Task Refused(string? token, int status, string code, string english, string persian) =>
        WrongInputTests.AssertToldAsync(language => api.Client(token, language).PostAsync(Otp, Body), status, code, field: null, english, persian);
}
