using Rasan.Core.Channels;

namespace Rasan.Providers.Sandbox;

/// <summary>Every code the Sandbox has, once.</summary>
public static class SandboxCodes
{
    public const string Accepted = "accepted";
    public const string Delivered = "delivered";
    public const string Undelivered = "undelivered";
    public const string Failed = "failed";
    public const string BadNumber = "bad_number";
    public const string Blacklisted = "blacklisted";
    public const string NoCredit = "no_credit";
    public const string AccountExpired = "account_expired";
    public const string Throttled = "throttled";
    public const string Unreachable = "unreachable";
    public const string Silent = "silent";
    public const string ServerError = "http_500";

    public static readonly ProviderCodes All = new(
    [
        new(Accepted, null, DeliveryState.Sent, "Accepted and on its way", "پذیرفته شد و در راه است"),
        new(Delivered, null, DeliveryState.Delivered, "Delivered to the handset", "به گوشی گیرنده رسید"),
        new(Undelivered, null, DeliveryState.Undelivered, "The handset could not be reached", "گوشی گیرنده در دسترس نبود"),
        new(Failed, null, DeliveryState.Failed, "The operator could not carry the message", "اپراتور نتوانست پیام را برساند"),
        new(BadNumber, RefusalReason.BadNumber, DeliveryState.Failed, "No such number", "چنین شماره‌ای وجود ندارد"),
        new(Blacklisted, RefusalReason.Blocked, DeliveryState.Blocked, "The recipient is on the blacklist", "گیرنده در فهرست سیاه است"),
        new(NoCredit, RefusalReason.Account, null, "The account's credit is used up", "اعتبار حساب تمام شده است"),
        new(AccountExpired, RefusalReason.Account, null, "The account has expired", "مهلت حساب به پایان رسیده است"),
        new(Throttled, RefusalReason.Transient, null, "Too many requests, try again", "تعداد درخواست‌ها زیاد است، دوباره تلاش کنید"),
        new(Unreachable, RefusalReason.Transient, null, "The connection was refused", "اتصال پذیرفته نشد"),
        new(Silent, null, null, "The request was read and never answered", "درخواست خوانده شد و پاسخی نیامد"),
        new(ServerError, null, null, "The server failed", "خطای داخلی سرور"),
    ]);

    internal static ProviderCode Known(string code) => All.Find(code)!;
}
