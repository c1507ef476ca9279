using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>Sending again what did not arrive, and only that.</summary>
public sealed class ResendTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_a_copy_may_have_arrived_nothing_is_sent_again_however_the_message_ended()
    {
        await using var app = await SandboxApp.StartAsync();
        var client = new ApiClient(app.Client, token: null);
        var second = (await app.AccountsAsync())[1];
        using (var change = await app.Client.PostAsJsonAsync($"/simulators/sandbox/__fake/accounts/{second.Id}", new { healthy = false }, Ct)) change.EnsureSuccessStatusCode();
        var id = await app.SendAsync("09120000006", "OTP_LOGIN");   // received, and cut before it is answered
        await app.UntilAsync(id, "scheduled", TimeSpan.FromSeconds(60));
        Assert.Equal(["unknown", "refused"], (await app.NotificationAsync(id)).GetProperty("attempts").EnumerateArray().Take(2).Select(a => a.GetProperty("outcome").GetString()));
        Assert.Equal("cancelled", (await client.PostAsync($"messages/{id}/cancel", ""))["state"].GetString());

        await WrongInputTests.AssertToldAsync(
            language => new ApiClient(app.Client, token: null) { Language = language }.PostAsync($"messages/{id}/resend", "", "k"),
            409, "outcome_uncertain", field: null, "A copy may have arrived", "شاید یک نسخه رسیده باشد");
        Assert.Equal(1, await app.ReadAsync(store => store.Messages.CountAsync(Ct)));
        Assert.Equal(1, await app.ReceivedAsync("+989120000006"));
    }

    [Fact]
    public async Task What_was_delivered_or_wiped_is_not_sent_again_but_a_resend_before_that_is_answered_again()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var client = new ApiClient(app.Client, token: null);
        var (late, code) = (await app.SendAsync("09120000003", "ORDER_PAID"), await app.SendAsync("09120000003", "OTP_LOGIN"));
        foreach (var id in new[] { late, code }) await app.UntilAsync(id, "undelivered", TimeSpan.FromSeconds(10));
        var (first, firstCode) = (await client.PostAsync($"messages/{late}/resend", "", late), await client.PostAsync($"messages/{code}/resend", "", code));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, firstCode.Status));

        var reference = (await app.NotificationAsync(late)).GetProperty("channel_results").GetProperty("sms").GetProperty("message_id").GetString()!;
        await app.Get<IReportSink>().TakeAsync([new((await app.AccountsAsync())[0].Id, reference, DeliveryState.Delivered, "delivered")], Ct);
        await AgeAsync(app, RetentionOptions.OtpTexts + TimeSpan.FromMinutes(1));
        await app.Get<Retention>().RunAsync(Ct);

        foreach (var (id, answer, refusal, english, persian) in new[]
        {
            (late, first, "not_resendable", "Can't be sent again", "دوباره فرستادنی نیست"), (code, firstCode, "text_wiped", "The text is gone", "متن پاک شده است"),
        })
        {
            var again = await client.PostAsync($"messages/{id}/resend", "", id);
            Assert.Equal((HttpStatusCode.Accepted, answer.Text), (again.Status, again.Text));
            Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
            await WrongInputTests.AssertToldAsync(
                language => new ApiClient(app.Client, token: null) { Language = language }.PostAsync($"messages/{id}/resend", "", "new"), 409, refusal, field: null, english, persian);
        }
        Assert.Equal(4, await app.ReadAsync(store => store.Messages.CountAsync(Ct)));
    }

    /// <summary>What has ended did so earlier: a day on the clock is hundreds of thousands of timers.</summary>
    private static async Task AgeAsync(SandboxApp app, TimeSpan by)
    {
        await using var file = new SqliteConnection($"Data Source={app.Get<DataDirectory>().Database}");
        await file.OpenAsync(Ct);
        await using var command = file.CreateCommand();
        command.CommandText = "UPDATE messages SET final_at = final_at - $by";
        command.Parameters.AddWithValue("$by", (long)by.TotalMilliseconds);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
