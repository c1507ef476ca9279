using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage.Upkeep;
using Rasan.Tests.Api;

namespace Rasan.Tests.Search;

/// <summary>Messages are found by text and number, in the index and behind its watermark alike.</summary>
public sealed class SearchTests(SearchFixture search) : IClassFixture<SearchFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_text_is_found_however_it_is_typed(bool isIndexed)
    {
        var shop = await search.AShopAsync();
        var id = await shop.SendAsync("سفارش شما ثبت شد؛ آقای علی کریمی می‌توانند با کد ۱۲۳۴ بیایند. Thank you");
        await shop.SendAsync("متن دیگری");
        if (isIndexed) await search.IndexAsync();
        foreach (var typed in new[] { "علي كريمى", "میتوانند", "می‌تو", "کد 1234", "کد ١٢٣٤", "THANK", "  سفارش   شما ", "شد؛", "س", "کد", "yo" })
            Assert.Equal((typed, id), (typed, Assert.Single(await shop.FindTextAsync(typed))));
        foreach (var other in new[] { "شما سفارش", "کریمی علی", "1235", "xyz", "ژ" }) Assert.Empty(await shop.FindTextAsync(other));
        Assert.Equal(2, (await shop.FindTextAsync("ش")).Count + (await shop.FindTextAsync("دیگر")).Count);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_number_is_found_whole_or_by_its_beginning(bool isIndexed)
    {
        var shop = await search.AShopAsync();
        var (mci, irancell, abroad) = (await shop.SendAsync("a", "09121112233"), await shop.SendAsync("b", "09351112233"), await shop.SendAsync("c", "+4917612345678"));
        if (isIndexed) await search.IndexAsync();
        foreach (var typed in new[] { "۰۹۱۲۱۱۱۲۲۳۳", "+989121112233", "00989121112233", "9121112233", "0912 111 2233", "09121", "0912111", "98912111", "+98 912", "989121112", "0912111223" })
            Assert.Equal((typed, mci), (typed, Assert.Single(await shop.FindNumberAsync(typed))));
        Assert.Equal([irancell], await shop.FindNumberAsync("09351112233"));
        Assert.Equal([abroad], await shop.FindNumberAsync("+4917612345678"));
        Assert.Equal([abroad], await shop.FindNumberAsync("+491761"));
        foreach (var other in new[] { "09121112234", "09122", "+98921", "0912111224" }) Assert.Empty(await shop.FindNumberAsync(other));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_code_is_found_by_its_number_and_reference_never_by_its_text(bool isIndexed)
    {
        var shop = await search.AShopAsync();
        var id = (await shop.Client.PostAsync("notifications/otp/send", """{"phone":"09127770000","internal_template_key":"otp_login","params":["864213"]}""")).TrackingId;
        var named = await shop.SendAsync("Your secret 975310", "09127770001", ""","intent":"OTP_LOGIN","reference":"login of Ali" """);
        if (isIndexed) await search.IndexAsync();
        foreach (var text in new[] { "864213", "Your code is", "Your", "975310", "se", "86" }) Assert.Empty(await shop.FindTextAsync(text));
        Assert.Equal([id], await shop.FindNumberAsync("09127770000"));
        Assert.Equal([named], await shop.FindTextAsync("LOGIN OF"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Another_services_messages_are_never_found(bool isIndexed)
    {
        var (shop, other) = (await search.AShopAsync(), await search.AShopAsync());
        var (mine, theirs) = (await shop.SendAsync("ours alone"), await other.SendAsync("ours alone"));
        if (isIndexed) await search.IndexAsync();
        Assert.Equal([mine], await shop.FindTextAsync("alone"));
        Assert.Equal([mine], await shop.FindNumberAsync("09120000111"));
        Assert.Equal([theirs], await other.FindTextAsync("alone", "&to=09120000111"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Every_other_filter_holds_beside_it(bool isIndexed)
    {
        var shop = await search.AShopAsync();
        var first = await shop.SendAsync("winter sale", fields: ""","intent":"A","tags":["x"],"reference":"r-1" """);
        await search.AgeAsync(first, TimeSpan.FromHours(2));   // beyond the hour in which rows may lie out of order
        var between = (search.Clock.GetUtcNow() - TimeSpan.FromMinutes(30)).ToString("O", CultureInfo.InvariantCulture);
        var second = await shop.SendAsync("winter sale", "09120000222", ""","intent":"B" """);
        if (isIndexed) await search.IndexAsync();
        Assert.Equal([second, first], await shop.FindTextAsync("winter"));
        Assert.Equal([first], await shop.FindTextAsync("winter", "&intent=A"));
        Assert.Equal([first], await shop.FindTextAsync("sale", "&tag=x&state=scheduled&channel=sms&reference=r-1"));
        Assert.Equal([first], await shop.FindTextAsync("R-1"));
        Assert.Equal([second], await shop.FindTextAsync("wi", "&to=0912000022"));
        Assert.Equal([first], await shop.FindTextAsync("sale", $"&until={Uri.EscapeDataString(between)}"));
        Assert.Equal([second], await shop.FindTextAsync("sale", $"&from={Uri.EscapeDataString(between)}"));
        Assert.Empty(await shop.FindTextAsync("winter", "&state=sent"));
        Assert.Empty(await shop.FindTextAsync("winter", "&to=09120000333"));
    }

    [Fact]
    public async Task Many_hits_come_page_by_page_each_once_and_newest_first_while_others_arrive()
    {
        var shop = await search.AShopAsync();
        var sent = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            if (i == 12) await search.IndexAsync();   // from here on they lie behind the watermark
            sent.Insert(0, await shop.SendAsync($"campaign {i}"));
            await shop.SendAsync("noise");
        }

        var page = await shop.Client.GetAsync("messages?q=campaign&limit=10");
        Assert.NotEqual(JsonValueKind.Null, page["searched_until"].ValueKind);
        await shop.SendAsync("campaign late");
        await search.IndexAsync();
        var rest = await shop.FindTextAsync("campaign", "&limit=4", page["next"].GetString());
        Assert.Equal(sent, page["messages"].EnumerateArray().Select(m => m.GetProperty("tracking_id").GetString()!).Concat(rest));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_is_wiped_is_not_found_any_more(bool isIndexed)
    {
        var shop = await search.AShopAsync();
        var (old, open) = (await shop.SendAsync("a wiped secret", "09125550000", ""","reference":"wiped too" """), await shop.SendAsync("an open secret", "09125550000"));
        await shop.Client.PostAsync($"messages/{old}/cancel", "");
        await using (var store = await search.App.StoreAsync())
        {
            (await store.Services.SingleAsync(s => s.Key == shop.Service.Key, Ct)).BodyRetentionDays = 0;
            await store.SaveChangesAsync(Ct);
        }

        if (isIndexed) await search.IndexAsync();
        search.Clock.Advance(TimeSpan.FromSeconds(1));
        await search.App.Get<Retention>().RunAsync(Ct);
        await search.App.Get<Retention>().RunAsync(Ct);   // nothing is forgotten twice
        if (!isIndexed) await search.IndexAsync();
        Assert.Equal([open], await shop.FindTextAsync("secret"));
        Assert.Equal([open], await shop.FindNumberAsync("09125550000"));
        foreach (var gone in new[] { "wiped", "wiped too", "wi" }) Assert.Empty(await shop.FindTextAsync(gone));
        await shop.SendAsync("another secret");
        await search.IndexAsync();
        Assert.Equal(2, (await shop.FindTextAsync("secret")).Count);
    }

    [Theory]
    [InlineData("q=%20%E2%80%8C", "empty_text", "q", "The text is empty", "متن خالی")]
    [InlineData("to=0912", "bad_number_pattern", "to", "how one begins", "آغاز آن")]
    [InlineData("to=ali", "bad_number_pattern", "to", "how one begins", "آغاز آن")]
    public async Task What_can_not_be_searched_by_is_told(string query, string code, string field, string english, string persian)
    {
        var token = await (await search.AShopAsync()).Service.ATokenAsync();
        await WrongInputTests.AssertToldAsync(
            language => new ApiClient(search.App.CreateClient(), token) { Language = language }.GetAsync($"messages?{query}"), 422, code, field, english, persian);
    }
}
