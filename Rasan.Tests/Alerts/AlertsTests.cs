using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Alerts;

/// <summary>Who is told of what on an account: once per crossing, through another account, and nobody has to guess what became of it.</summary>
public sealed class AlertsTests
{
    private const string Below = "\"balance_below\",\"threshold\":9850";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_balance_that_falls_by_real_sending_is_told_once_through_another_account_and_again_only_after_it_was_clearly_above()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();   // the vendors tell 10,000
        await rig.RuleAsync(account, Below);
        await rig.SendAsync();
        await rig.LookAsync();
        Assert.Empty(await rig.AlertsAsync(account));

        await rig.SendAsync();   // 9,800 by our own counters: nobody asked the vendor since
        for (var times = 0; times < 3; times++) await rig.LookAsync();
        var alert = Assert.Single(await rig.UntilAlertsAsync(account, 1));
        Assert.Equal("Rasan: account Kavenegar (Kavenegar): balance 9,800 rials, below 9,850 rials. Lasts about 49 days.", alert.GetProperty("text").GetString());
        await Eventually.IsTrueAsync(async () => (await rig.ToldAsync("ghasedak")).Count == 1, "the other vendor has it", Ct);
        Assert.Empty(await rig.ToldAsync("kavenegar"));
        Assert.Equal("Ghasedak", (await rig.AlertsAsync(account))[0].GetProperty("account").GetString());

        await CreditAsync(rig, account, 9_900);   // above, not clearly
        await CreditAsync(rig, account, 9_700);
        Assert.Single(await rig.AlertsAsync(account));
        await CreditAsync(rig, account, 20_000);
        await CreditAsync(rig, account, 9_000);
        Assert.Equal([false, false], (await rig.UntilAlertsAsync(account, 2)).Select(one => one.GetProperty("is_repeat").GetBoolean()));

        rig.Clock.Advance(TimeSpan.FromHours(23));
        await rig.Get<RaiseAlerts>().RunAsync(Ct);
        Assert.Equal(2, (await rig.AlertsAsync(account)).Count);
        rig.Clock.Advance(TimeSpan.FromHours(2));
        await rig.Get<RaiseAlerts>().RunAsync(Ct);
        Assert.True((await rig.UntilAlertsAsync(account, 3))[2].GetProperty("is_repeat").GetBoolean());
    }

    [Fact]
    public async Task Alerts_are_listed_by_what_they_tell_what_became_of_them_and_when()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();
        await rig.RuleAsync(account, Below.Replace("9850", "50000", StringComparison.Ordinal));   // it is so already
        await rig.UntilAlertsAsync(account, 1);
        await rig.Client.UntilAsync($"accounts/{account}/alerts?fate=sent", answer => answer["alerts"].GetArrayLength() == 1);
        await rig.Client.PostAsync($"accounts/{await rig.AccountAsync("ghasedak")}/pause", """{"minutes":60}""");
        await rig.Get<RaiseAlerts>().RunAsync(Ct);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Client.PostAsync($"accounts/{account}/pause", """{"minutes":60}""");
        await rig.RuleAsync(account, "\"paused\"");
        await rig.UntilAlertsAsync(account, 2);
        var now = rig.Clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (query, told) in new[] { ("", "paused balance_below"), ("?on=paused", "paused"), ("?fate=sent", "balance_below"), ("?fate=waiting", ""), ($"?from={now}", "paused"), ($"?until={now}", "balance_below"), ("?fate=sent&on=paused", "") })
        {
            var answer = await rig.Client.GetAsync($"accounts/{account}/alerts{query}");
            Assert.Equal(told, string.Join(' ', answer["alerts"].EnumerateArray().Select(alert => alert.GetProperty("on").GetString())));
            Assert.Equal(2, answer["rules"].GetArrayLength());
        }

        foreach (var (query, fault) in new[] { ("on=rain", "unknown_alert"), ("fate=lost", "unknown_state"), ("from=noon", "bad_time"), ("next=x", "bad_cursor"), ("limit=0", "bad_limit") })
            Assert.Equal(fault, (await rig.Client.GetAsync($"accounts/{account}/alerts?{query}")).Code);
    }

    [Fact]
    public async Task Where_the_first_other_account_refuses_the_next_one_carries_it()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak", "ippanel");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();
        await rig.Simulators.SettingsAsync("ghasedak", new { no_credit = true });
        await rig.RuleAsync(account, "\"balance_below\",\"threshold\":50000");   // it is so already
        var alert = Assert.Single(await rig.UntilAlertsAsync(account, 1));
        await Eventually.IsTrueAsync(async () => (await rig.ToldAsync("ippanel")).Count == 1, "the third vendor has it", Ct);
        var attempts = await rig.ReadAsync(store => store.Attempts.OrderBy(attempt => attempt.Number).Select(attempt => attempt.AccountId).ToListAsync(Ct));
        Assert.Equal([await rig.AccountAsync("ghasedak"), await rig.AccountAsync("ippanel")], attempts);
        Assert.NotNull(alert.GetProperty("tracking_id").GetString());
    }

    [Fact]
    public async Task Where_there_is_no_other_account_the_alert_says_so()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();
        await rig.RuleAsync(account, "\"balance_below\",\"threshold\":50000");
        var alert = Assert.Single(await rig.UntilAlertsAsync(account, 1));
        Assert.Equal(("no_other_account", "No other account can carry it"), (alert.GetProperty("fault").GetString(), alert.GetProperty("fault_text").GetString()));
        var persian = rig.ClientOf(await rig.Service.ATokenAsync("providers:manage"), "fa");
        Assert.Equal("هیچ حساب دیگری نیست که آن را بفرستد", (await rig.AlertsAsync(account, persian))[0].GetProperty("fault_text").GetString());
        Assert.Equal(0, await rig.ReadAsync(store => store.Messages.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_refused_key_and_the_pause_it_brings_are_told_each_in_its_receivers_language()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await rig.RuleAsync(account, "\"paused\"", "fa");
        await rig.RuleAsync(account, "\"key_refused\"");
        await rig.Simulators.SettingsAsync("kavenegar", new { bad_key = true });
        await rig.SendAsync();   // the second account takes it
        var texts = (await rig.UntilAlertsAsync(account, 2)).Select(alert => alert.GetProperty("text").GetString());
        Assert.Equal(
        [
            "رسان: حساب «Kavenegar» (کاوه‌نگار): حساب متوقف شده است (403) و چیزی با آن فرستاده نمی‌شود.",
            "Rasan: account Kavenegar (Kavenegar): the provider refuses the key (403). It needs a new one.",
        ], texts);
        await Eventually.IsTrueAsync(async () => (await rig.ToldAsync("ghasedak")).Count == 2, "the other vendor has both", Ct);
    }

    [Fact]
    public async Task An_account_that_ends_soon_is_told_with_its_day_in_the_receivers_calendar()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var (account, end) = (await rig.AccountAsync("kavenegar"), rig.Clock.GetUtcNow().AddDays(3.5));
        await rig.Simulators.SettingsAsync("kavenegar", new { expires_at = end });
        await rig.RuleAsync(account, "\"expires_within\",\"days\":7", "fa");
        await rig.LookAsync();
        var text = Assert.Single(await rig.UntilAlertsAsync(account, 1)).GetProperty("text").GetString()!;
        Assert.Matches("^رسان: حساب «Kavenegar» \\(کاوه‌نگار\\): اعتبار حساب ۳٫[۴۵] روز دیگر، در ۱[۰-۹]{3}/[۰-۹]{2}/[۰-۹]{2}، به پایان می‌رسد\\.$", text);

        await rig.Simulators.SettingsAsync("kavenegar", new { expires_at = end.AddYears(1) });
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.PostAsync($"accounts/{account}/refresh", "")).Status);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await rig.Client.GetAsync($"accounts/{account}/alerts"))["rules"][0].GetProperty("raised_at").ValueKind);
    }

    [Fact]
    public async Task An_alert_that_a_crash_left_becomes_one_message_however_often_it_is_tried()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await using (var store = await rig.App.StoreAsync())
        {
            store.Alerts.Add(new() { AccountId = account, RuleId = 1, On = AlertOn.Paused, At = rig.Clock.GetUtcNow(), IsRepeat = false, Recipient = WatchRig.Mobile, Language = "en", Text = "left by a crash" });
            await store.SaveChangesAsync(Ct);
        }

        await rig.Get<RaiseAlerts>().RunAsync(Ct);
        var first = Assert.Single(await rig.UntilAlertsAsync(account, 1)).GetProperty("tracking_id").GetString();
        await using (var store = await rig.App.StoreAsync())
            await store.InTurnAsync(turn => store.Database.ExecuteSqlRawAsync("UPDATE alerts SET handed_at = NULL, message_id = NULL", turn), Ct);   // its message was stored, and that was not
        await rig.Get<RaiseAlerts>().RunAsync(Ct);

        Assert.Equal(first, Assert.Single(await rig.UntilAlertsAsync(account, 1)).GetProperty("tracking_id").GetString());
        var message = Assert.Single(await rig.ReadAsync(store => store.Messages.ToListAsync(Ct)));
        var system = rig.Get<Catalogs>().Current.Services[message.ServiceId];
        Assert.Equal((MakeSystem.Key, MakeSystem.AlertIntent, Core.Intents.Kind.Transactional, account), (system.Key, message.Intent, message.Kind, message.AboutAccountId));
    }

    [Fact]
    public async Task Rules_are_checked_changed_and_removed_and_the_log_shows_no_whole_number()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar");
        var account = await rig.AccountAsync("kavenegar");
        var path = $"accounts/{account}/alerts";
        foreach (var (body, field, code) in new[]
        {
            ("""{"receivers":[{"to":"09121112233"}]}""", "on", "required"),
            ("""{"on":"sleepy","receivers":[{"to":"09121112233"}]}""", "on", "unknown_alert"),
            ("""{"on":"balance_below","receivers":[{"to":"09121112233"}]}""", "threshold", "required"),
            ("""{"on":"balance_below","threshold":-1,"receivers":[{"to":"09121112233"}]}""", "threshold", "bad_amount"),
            ("""{"on":"paused","days":3,"receivers":[{"to":"09121112233"}]}""", "days", "not_for_this_alert"),
            ("""{"on":"paused","receivers":[]}""", "receivers", "required"),
            ("""{"on":"paused","receivers":[{"to":"0912"}]}""", "receivers[0].to", "bad_number"),
            ("""{"on":"paused","receivers":[{"to":"09121112233","language":"de"}]}""", "receivers[0].language", "unknown_language"),
        })
        {
            var refused = await rig.Client.PostAsync(path, body);
            Assert.True(refused.Status == HttpStatusCode.UnprocessableEntity && refused.Code == code && refused["errors"].TryGetProperty(field, out _), $"{body}: {refused.Text}");
        }

        var rule = await rig.RuleAsync(account, "\"paused\"");
        var changed = await rig.Client.PutAsync($"{path}/{rule}", """{"on":"expires_within","days":10,"is_active":false,"receivers":[{"to":"09121112233","language":"fa"},{"to":"09121112244","language":"en"}]}""");
        Assert.Equal(("expires_within", 10, false, 2), (changed["on"].GetString(), changed["days"].GetInt32(), changed["is_active"].GetBoolean(), changed["receivers"].GetArrayLength()));
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.SendAsync(HttpMethod.Delete, $"{path}/{rule}", content: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.SendAsync(HttpMethod.Delete, $"{path}/{rule}", content: null)).Status);
        Assert.Equal(0, (await rig.Client.GetAsync(path))["rules"].GetArrayLength());

        string[] actions = ["alert.add", "alert.change", "alert.remove"];
        var written = await rig.ReadAsync(store => store.Operations.Where(row => actions.Contains(row.Action)).OrderBy(row => row.Id).ToListAsync(Ct));
        Assert.Equal(actions, written.Select(row => row.Action));
        Assert.All(written, row => Assert.DoesNotContain("9121112233", row.Before + row.After, StringComparison.Ordinal));

        var stranger = rig.ClientOf(await (await new Given(rig.App.Services).AServiceAsync()).ATokenAsync("providers:manage"));
        foreach (var place in (string[])[path, $"accounts/{account}/balance"]) Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(place)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"accounts/{account}/refresh", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(path, """{"on":"paused","receivers":[{"to":"09121112233"}]}""")).Status);
    }

    private static async Task CreditAsync(WatchRig rig, long account, decimal credit)
    {
        await rig.Simulators.SettingsAsync("kavenegar", new { credit });
        var answer = await rig.Client.PostAsync($"accounts/{account}/refresh", "");
        Assert.Equal(Money.Rials((long)credit), new Money(answer["balance"].GetProperty("amount").GetDecimal(), "IRR"));
    }
}
