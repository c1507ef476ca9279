using System.Globalization;
using Rasan.Core.Channels;

namespace Rasan.Providers.RayganSms;

/// <summary>Every code RayganSMS has: its errors as they are, states of a group as <c>group_1</c>, of a message as <c>status_1</c>.</summary>
public static class RayganSmsCodes
{
    public const string Ok = "0", NoGroup = "3002";
    public const string GroupQueued = "group_2", GroupFiltered = "group_3", Delivered = "status_1";

    public static ProviderCodes Table { get; } = new(
    [
        Refusal(1001, RefusalReason.BadMessage, "The document's format is wrong", "فرمت سند ارسالی صحیح نیست"),
        Refusal(1002, RefusalReason.Account, "The sender line is not valid", "شمارهٔ اختصاصی معتبر نیست"),
        Refusal(1003, RefusalReason.BadMessage, "The date's format is wrong", "فرمت تاریخ ارسالی صحیح نیست"),
        Refusal(1004, RefusalReason.BadMessage, "The parameters are not valid for the call", "پارامترهای درخواست معتبر نیستند"),
        Refusal(2001, RefusalReason.Account, "The line is not owned by this user", "این کاربر مالک شمارهٔ اختصاصی نیست"),
        Refusal(2002, RefusalReason.Account, "The user may not use the web service", "کاربر مجوز استفاده از وب‌سرویس را ندارد"),
        Refusal(2003, RefusalReason.Account, "The calling address is not allowed", "نشانی IP درخواست‌دهنده مجاز نیست"),
        Refusal(2004, RefusalReason.BadMessage, "The sending date is out of range", "تاریخ ارسال در محدودهٔ مجاز نیست"),
        Refusal(2005, RefusalReason.BadMessage, "More than 50,000 recipients", "شمار مخاطبان بیش از ۵۰٬۰۰۰ است"),
        Refusal(2006, RefusalReason.BadMessage, "The text is longer than 10 parts", "طول پیام بیش از ۱۰ بخش است"),
        Refusal(2007, RefusalReason.BadMessage, "The port number is not allowed", "شمارهٔ پورت مجاز نیست"),
        Refusal(2008, RefusalReason.BadMessage, "The page number is not allowed", "شمارهٔ صفحه مجاز نیست"),
        Refusal(2009, RefusalReason.Transient, "The user's record could not be read", "خطا در واکشی اطلاعات کاربر"),
        Refusal(3001, RefusalReason.Transient, "The data could not be recorded", "خطا در ثبت اطلاعات", isUnknown: true),
        Refusal(3002, RefusalReason.Transient, "The message group could not be read", "خطا در دریافت گروه پیام"),
        Refusal(3003, RefusalReason.Account, "The account's credit is not enough", "اعتبار کافی نیست"),
        Refusal(3004, RefusalReason.BadNumber, "The service is not defined for the recipient's operator", "سرویس برای اپراتور گیرنده تعریف نشده است"),
        Refusal(5001, RefusalReason.Transient, "The server has an internal fault", "خطای داخلی سرور"),
        Refusal(5002, RefusalReason.Transient, "A fault while sending", "خطا هنگام ارسال پیام", isUnknown: true),
        Refusal(5003, RefusalReason.Transient, "A fault while reading the result of the sending", "خطا هنگام دریافت نتیجهٔ ارسال", isUnknown: true),
        Refusal(5004, RefusalReason.Transient, "Some of the messages failed", "برخی پیام‌ها با خطا روبه‌رو شدند", isUnknown: true),
        new("group_1", null, DeliveryState.Sent, "The group was sent", "پیام ارسال شد"),
        new(GroupQueued, null, DeliveryState.Sent, "The group is in the provider's queue", "پیام در صف است"),
        new(GroupFiltered, null, DeliveryState.Blocked, "The group was filtered", "پیام فیلتر شده است"),
        State(0, DeliveryState.Sent, "Under examination", "در دست بررسی"),
        State(1, DeliveryState.Delivered, "Delivered to the handset", "رسیده به گوشی"),
        State(2, DeliveryState.Undelivered, "Not delivered to the handset", "نرسیده به گوشی"),
        State(8, DeliveryState.Sent, "Reached the operator", "رسیده به مخابرات"),
        State(16, DeliveryState.Failed, "Did not reach the operator", "نرسیده به مخابرات"),
        State(23, DeliveryState.Failed, "The server was overloaded and took no new messages", "سرور به دلیل ترافیک بالا پیام جدید نپذیرفت"),
        State(27, DeliveryState.Blocked, "This number can't be written to", "امکان ارسال به این شماره وجود ندارد"),
    ]);

    public static string OfError(long code) => code.ToString(CultureInfo.InvariantCulture);

    public static string OfGroup(string? status) => $"group_{status?.Trim()}";

    /// <summary>States the vendor does not name are under examination: they change nothing.</summary>
    public static string OfState(string? status) => $"status_{status?.Trim()}";

    private static ProviderCode Refusal(int code, RefusalReason reason, string english, string persian, bool isUnknown = false) =>
        new(code.ToString(CultureInfo.InvariantCulture), reason, null, english, persian, isUnknown);

    private static ProviderCode State(int status, DeliveryState state, string english, string persian) => new(string.Create(CultureInfo.InvariantCulture, $"status_{status}"), null, state, english, persian);
}
