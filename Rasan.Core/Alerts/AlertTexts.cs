using System.Globalization;
using System.Resources;
using Rasan.Core.Messages;

namespace Rasan.Core.Alerts;

/// <summary>The words of alerts, from <c>AlertTexts.resx</c> and <c>AlertTexts.fa.resx</c> beside it; numbers and dates as the receiver's language writes them.</summary>
internal static class AlertTexts
{
    private const string Persian = "fa", UsualZone = "Asia/Tehran";

    private static readonly ResourceManager Words = new("Rasan.Core.Alerts.AlertTexts", typeof(AlertTexts).Assembly);
    private static readonly PersianCalendar Jalali = new();

    public static string Of(AlertNews news, string language)
    {
        var (rule, account) = (news.Rule, news.Account);
        var who = Fill("who", language, account.Name, news.Provider?.Name(language) ?? account.Provider);
        return rule.On switch
        {
            AlertOn.BalanceBelow => Fill("balance_below", language, who, Amount(news.Balance!.Value, language), Amount(news.Balance.Value with { Amount = rule.ThresholdMicros!.Value / 1_000_000m }, language))
                + (news.DaysLeft is { } days ? " " + Fill("lasts", language, Number(days, language)) : ""),
            AlertOn.ExpiresWithin => account.ExpiresAt <= news.Now
                ? Fill("expired", language, who, Day(account.ExpiresAt.Value, news.Zone, language))
                : Fill("expires_within", language, who, Day(account.ExpiresAt!.Value, news.Zone, language), Number(Math.Floor((account.ExpiresAt.Value - news.Now).TotalDays * 10) / 10, language)),
            AlertOn.Paused => Fill("paused", language, who, account.PauseReason ?? "-"),
            AlertOn.KeyRefused => Fill("key_refused", language, who, account.Keys.Find(key => key.RefusedCode is not null)?.RefusedCode ?? account.PauseReason ?? account.StandingFault ?? "-"),
            _ => throw new ArgumentOutOfRangeException(nameof(news), rule.On, message: null),
        };
    }

    private static string Amount(Money money, string language) => money.Currency == Money.Rial
        ? Fill("rials", language, Digits(decimal.Truncate(money.Amount).ToString("N0", CultureInfo.InvariantCulture), language))
        : $"{Digits(money.Amount.ToString("#,##0.00", CultureInfo.InvariantCulture), language)} {money.Currency}";

    private static string Number(double number, string language) => Digits(number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture), language);

    private static string Day(DateTimeOffset at, TimeZoneInfo? zone, string language)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.FindSystemTimeZoneById(UsualZone)).DateTime;
        return language == Persian
            ? Digits(string.Create(CultureInfo.InvariantCulture, $"{Jalali.GetYear(day):0000}/{Jalali.GetMonth(day):00}/{Jalali.GetDayOfMonth(day):00}"), language)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Digits(string text, string language) =>
        language == Persian ? string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '۰') : c is ',' ? '٬' : c is '.' ? '٫' : c)) : text;

    private static string Fill(string key, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Words.GetString(key, CultureInfo.GetCultureInfo(language))!, values);
}
