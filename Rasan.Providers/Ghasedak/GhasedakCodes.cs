using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Ghasedak;

/// <summary>Every code Ghasedak is known to have: its errors as they are, its delivery states as <c>status_5</c>. The vendor's own table could not be had; a code it does not list is classed by its HTTP status.</summary>
public static class GhasedakCodes
{
    public const string BadReceptor = "411", BadText = "413", NotFound = "404";
    public const string Delivered = "status_5", NotKnown = "status_8";

    /// <summary>404 in answer to a send by template: another account may have the template.</summary>
    public const string NoTemplate = "template_404";

    public static ProviderCodes Table { get; } = new(
    [
        Refusal("400", RefusalReason.BadMessage, "The request is not valid", "درخواست معتبر نیست"),
        Refusal("401", RefusalReason.Key, "The API key is not valid", "کلید API معتبر نیست"),
        Refusal("402", RefusalReason.Account, "The account's credit is not enough", "اعتبار حساب کافی نیست"),
        Refusal("403", RefusalReason.Account, "Not permitted for this account or address", "برای این حساب یا نشانی IP مجاز نیست"),
        Refusal(NotFound, RefusalReason.BadMessage, "Not found", "پیدا نشد"),
        Refusal(NoTemplate, RefusalReason.Pattern, "The template is missing", "الگو پیدا نشد"),
        Refusal("405", RefusalReason.Account, "The account's credit is not enough", "اعتبار حساب کافی نیست"),
        Refusal("409", RefusalReason.BadMessage, "The reference was used before", "شناسهٔ مرجع تکراری است"),
        Refusal(BadReceptor, RefusalReason.BadNumber, "The recipient is not valid", "گیرنده نامعتبر است"),
        Refusal("412", RefusalReason.Account, "The line is not valid or not the account's", "خط فرستنده نامعتبر است یا از آنِ این حساب نیست"),
        Refusal(BadText, RefusalReason.BadMessage, "The text is empty or too long", "متن پیام خالی یا بیش از اندازه بلند است"),
        Refusal("414", RefusalReason.BadMessage, "Too many records in one call", "شمار رکوردهای درخواست بیش از حد مجاز است"),
        Refusal("418", RefusalReason.Account, "The account's credit is not enough", "اعتبار حساب کافی نیست"),
        Refusal("420", RefusalReason.Pattern, "The template can't be used", "الگو قابل استفاده نیست"),
        Refusal("424", RefusalReason.Pattern, "The template is missing or not approved", "الگو پیدا نشد یا تأیید نشده است"),
        Refusal("428", RefusalReason.Transient, "Too many requests, try later", "شمار درخواست‌ها زیاد است، دیرتر تلاش کنید"),
        Refusal("429", RefusalReason.Transient, "Too many requests, try later", "شمار درخواست‌ها زیاد است، دیرتر تلاش کنید"),
        Refusal("500", RefusalReason.Transient, "The server failed", "خطای داخلی سرور", isUnknown: true),
        Refusal("502", RefusalReason.Transient, "The server could not be reached behind its gateway", "سرور از پشت درگاه در دسترس نبود", isUnknown: true),
        Refusal("503", RefusalReason.Transient, "The service is out of order for now", "سرویس فعلاً در دسترس نیست", isUnknown: true),
        Refusal("504", RefusalReason.Transient, "The server did not answer in time", "سرور به‌موقع پاسخ نداد", isUnknown: true),
        State(0, DeliveryState.Sent, "No state yet", "هنوز وضعیتی ندارد"),
        State(1, DeliveryState.Cancelled, "Cancelled", "لغو شده"),
        State(2, DeliveryState.Blocked, "The recipient is on the blacklist", "گیرنده در فهرست سیاه است"),
        State(3, DeliveryState.Sent, "Handed to the operator", "ارسال‌شده به مخابرات"),
        State(4, DeliveryState.Undelivered, "Not delivered to the handset", "نرسیده به گوشی"),
        State(5, DeliveryState.Delivered, "Delivered to the handset", "رسیده به گوشی"),
        State(6, DeliveryState.Failed, "Sent with an error", "ارسال با خطا"),
        State(7, DeliveryState.Failed, "The account is in test mode: nothing was sent", "حساب در حالت آزمایشی است و چیزی ارسال نشد"),
        State(8, null, "The state is not known", "وضعیت نامشخص است"),
    ]);

    public static string OfError(long code) => code.ToString(CultureInfo.InvariantCulture);

    public static string OfState(long? status) => status is null ? NotKnown : string.Create(CultureInfo.InvariantCulture, $"status_{status}");

    public static Money? Rials(long? amount) => amount is { } rials ? Money.Rials(rials) : null;

    private static ProviderCode Refusal(string code, RefusalReason reason, string english, string persian, bool isUnknown = false) => new(code, reason, null, english, persian, isUnknown);

    private static ProviderCode State(int status, DeliveryState? state, string english, string persian) => new(OfState(status), null, state, english, persian);
}
