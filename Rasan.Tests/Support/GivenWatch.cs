using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;

namespace Rasan.Tests.Support;

/// <summary>An account that has been watched for a while: a history of its balance, rules, and alerts of every fate.</summary>
public static class GivenWatch
{
    extension(RasanApp app)
    {
        /// <returns>The number of the Sandbox service's first account.</returns>
        public async Task<string> AWatchedAccountAsync()
        {
            var (ct, given, sandbox) = (TestContext.Current.CancellationToken, new Given(app.Services), app.Sandbox.Id);
            await using var store = await app.StoreAsync();
            var account = await store.Accounts.Where(one => one.ServiceId == sandbox).OrderBy(one => one.Id).FirstAsync(ct);
            var number = account.Id.ToString(CultureInfo.InvariantCulture);
            if (await store.Alerts.AnyAsync(alert => alert.AccountId == account.Id, ct)) return number;
            var low = new AlertRule { AccountId = account.Id, CreatedAt = given.Now };
            low.Set(AlertOn.BalanceBelow, 1_000_000, null, isActive: true);
            low.Receivers.AddRange([new() { Recipient = "+989121112233", Language = "fa" }, new() { Recipient = "+989121112244", Language = "en" }]);
            var off = new AlertRule { AccountId = account.Id, CreatedAt = given.Now };
            off.Set(AlertOn.ExpiresWithin, null, 7, isActive: false);
            off.Receivers.Add(new() { Recipient = "+989121112244", Language = "en" });
            await given.SaveAsync(low, off);
            var points = Enumerable.Range(1, 20).Select(day => new BalancePoint { AccountId = account.Id, At = given.Now.AddDays(-21 + day), BalanceMicros = (110_000_000 - (day * 3_000_000) + (day > 12 ? 45_000_000 : 0)) * 1_000_000L, Currency = "IRR" });
            var alone = AlertOf(low, account, "fa", "رسان: حساب «Sandbox 1» (سندباکس): موجودی ۰ ریال است و از ۱ ریال کمتر شده.", given.Now.AddHours(-2));
            alone.Failed(Alert.NoOtherAccount, given.Now);
            var late = AlertOf(low, account, "en", "Rasan: account Sandbox 1 (Sandbox): balance 0 rials, below 1 rials. Lasts about 2.3 days.", given.Now.AddHours(-1));
            late.Failed(Alert.TooLate, given.Now);
            var arrived = AlertOf(low, account, "fa", "رسان: حساب «Sandbox 1» (سندباکس): موجودی ۰ ریال است و از ۱ ریال کمتر شده. حدود ۲٫۳ روز دوام می‌آورد.", given.Now.AddHours(-3));
            arrived.Sent(new(Guid.Parse(await app.SendTextAsync("09121112233", arrived.Text))), given.Now);
            await given.SaveAsync([.. points, arrived, alone, late]);
            return number;
        }
    }

    private static Alert AlertOf(AlertRule rule, Account account, string language, string text, DateTimeOffset at) => new()
    {
        AccountId = account.Id, RuleId = rule.Id, On = rule.On, At = at, IsRepeat = language == "en", Recipient = "+989121112233", Language = language, Text = text,
    };
}
