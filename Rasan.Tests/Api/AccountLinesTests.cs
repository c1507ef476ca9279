using Microsoft.EntityFrameworkCore;
using Rasan.Core.Routes;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>The sender lines of an account.</summary>
public sealed class AccountLinesTests(ApiFixture api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_is_added_with_its_hours_and_intents_changed_and_removed_unless_a_route_names_it()
    {
        var (service, client, account) = await AccountAsync("""{"provider":"kavenegar","name":"one"}""");
        var line = await client.PostAsync($"{account}/lines", """{"number":"۱۰۰۰۴۳۴۶","class":"advertising","opens_at":"۸:۰۰","closes_at":"21:00","intents":["bulk","NEWS, ORDER"]}""");
        Assert.Equal(("10004346", "advertising", "08:00", "21:00"), (Text(line, "number"), Text(line, "class"), Text(line, "opens_at"), Text(line, "closes_at")));
        Assert.Equal(["bulk", "NEWS", "ORDER"], line["intents"].EnumerateArray().Select(intent => intent.GetString()));
        var changed = await client.PutAsync($"{account}/lines/{line["id"]}", """{"is_active":false,"receives":false}""");
        Assert.Equal(("service", false, null), (Text(changed, "class"), changed["receives"].GetBoolean(), Text(changed, "opens_at")));

        var id = line["id"].GetInt64();
        var route = new Route { ServiceId = service.Id, Kind = Core.Intents.Kind.Bulk, CreatedAt = api.Given.Now, Steps = { new() { Position = 0, AccountId = long.Parse(account.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture), LineId = id } } };
        await api.Given.SaveAsync(route);
        Assert.Equal((409, "line_in_use"), ((int)(await client.DeleteAsync($"{account}/lines/{id}")).Status, (await client.DeleteAsync($"{account}/lines/{id}")).Code));
        await using (var store = await api.Given.StoreAsync())
        {
            store.Routes.Remove(await store.Routes.Include(one => one.Steps).SingleAsync(one => one.Id == route.Id, Ct));
            await store.SaveChangesAsync(Ct);
        }

        Assert.Equal("removed", Text(await client.DeleteAsync($"{account}/lines/{id}"), "status"));
        Assert.Empty((await client.GetAsync($"{account}/lines"))["lines"].EnumerateArray());
        await using var after = await api.Given.StoreAsync();
        Assert.Equal(["line.add", "line.change", "line.remove"], await after.Operations.Where(row => row.ServiceId == service.Id && row.Action.StartsWith("line.")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("""{}""", "number", "required")]
    [InlineData("""{"number":"3000"}""", "number", "line_taken")]
    [InlineData("""{"number":"4000","class":"gold"}""", "class", "unknown_line_class")]
    [InlineData("""{"number":"4000","opens_at":"25:00","closes_at":"21:00"}""", "opens_at", "bad_hour")]
    [InlineData("""{"number":"4000","opens_at":"08:00"}""", "closes_at", "required")]
    [InlineData("""{"number":"4000","opens_at":"08:00","closes_at":"21:00","zone":"Mars/Base"}""", "zone", "unknown_zone")]
    public async Task A_line_that_can_not_be_is_refused_by_its_field(string body, string field, string code)
    {
        var (_, client, account) = await AccountAsync("""{"provider":"kavenegar","name":"one","line":"3000"}""");
        var answer = await client.PostAsync($"{account}/lines", body);
        Assert.Equal((422, code), ((int)answer.Status, answer.Code));
        Assert.NotEmpty(answer["errors"].GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task Lines_that_the_provider_lists_are_added_switched_off_and_a_provider_that_lists_none_says_so()
    {
        await using var simulators = new SimulatorHost();
        var (_, client, account) = await AccountAsync($$"""{"provider":"ippanel","name":"one","credentials":{"api_key":"ippanel-0123456789"},"base_url":"{{simulators.BaseUrl("ippanel")}}"}""");
        var fetched = await client.PostAsync($"{account}/lines/fetch", "");
        Assert.NotEmpty(fetched["added"].EnumerateArray());
        Assert.All((await client.GetAsync($"{account}/lines"))["lines"].EnumerateArray(), line => Assert.False(line.GetProperty("is_active").GetBoolean()));
        var again = await client.PostAsync($"{account}/lines/fetch", "");
        Assert.Equal((0, fetched["added"].GetArrayLength()), (again["added"].GetArrayLength(), again["known"].GetInt32()));

        await simulators.SettingsAsync("ippanel", new { bad_key = true });
        Assert.Equal((502, "provider_unanswered"), ((int)(await client.PostAsync($"{account}/lines/fetch", "")).Status, (await client.PostAsync($"{account}/lines/fetch", "")).Code));
        var (_, other, without) = await AccountAsync("""{"provider":"kavenegar","name":"one"}""");
        Assert.Equal("lines_not_listed", (await other.PostAsync($"{without}/lines/fetch", "")).Code);
    }

    private static string? Text(Answer answer, string name) => answer[name].GetString();

    private async Task<(GivenShop Service, ApiClient Client, string Account)> AccountAsync(string body)
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync("providers:manage"), "en");
        var made = await client.PostAsync("accounts", body);
        Assert.True((int)made.Status == 200, made.Text);
        return (service, client, $"accounts/{made["id"]}");
    }
}
