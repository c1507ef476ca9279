using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Kavenegar;

/// <summary>Every code Kavenegar has: its errors as they are, its delivery states as <c>status_10</c>.</summary>
public static class KavenegarCodes
{
    public const string Ok = "200", BadReceptor = "411", TextLength = "413", BadCharacters = "422";
    public const string Delivered = "status_10", Cancelled = "status_13", NotKnown = "status_100";

    /// <summary>A pattern goes out at once: the vendor takes no time for it.</summary>
    public const string TemplateAtOnce = "template_at_once";

    public static ProviderCodes Table { get; } = new(
    [
        Refusal(400, RefusalReason.BadMessage, "The parameters are incomplete", "پارامترها ناقص هستند"),
        Refusal(401, RefusalReason.Account, "The account is disabled", "حساب کاربری غیرفعال است"),
        Refusal(402, RefusalReason.Transient, "The operation failed", "عملیات ناموفق بود", isUnknown: true),
        Refusal(403, RefusalReason.Key, "The API key is not valid", "کلید API معتبر نیست"),
        Refusal(404, RefusalReason.BadMessage, "The method is not known", "متد نامشخص است"),
        Refusal(405, RefusalReason.BadMessage, "The wrong one of GET and POST", "متد GET یا POST اشتباه است"),
        Refusal(406, RefusalReason.BadMessage, "Mandatory parameters are empty", "پارامترهای اجباری خالی هستند"),
        Refusal(407, RefusalReason.Account, "No access: address not allowed, or an international line", "دسترسی مجاز نیست: نشانی IP یا خط بین‌المللی"),
        Refusal(409, RefusalReason.Transient, "The server can't answer now", "سرور فعلاً پاسخ‌گو نیست"),
        Refusal(411, RefusalReason.BadNumber, "The recipient is not valid", "گیرنده نامعتبر است"),
        Refusal(412, RefusalReason.Account, "The line is not valid or not the account's", "خط فرستنده نامعتبر است یا از آنِ این حساب نیست"),
        Refusal(413, RefusalReason.BadMessage, "The text is empty or too long", "متن پیام خالی یا بیش از اندازه بلند است"),
        Refusal(414, RefusalReason.BadMessage, "Too many records in one call", "شمار رکوردهای درخواست بیش از حد مجاز است"),
        Refusal(415, RefusalReason.BadMessage, "The start index is beyond the list", "اندیس شروع از کل رکوردها بزرگ‌تر است"),
        Refusal(416, RefusalReason.Account, "The calling address does not match the account's settings", "نشانی IP با تنظیمات حساب مطابقت ندارد"),
        Refusal(417, RefusalReason.BadMessage, "The sending date is wrong or past", "تاریخ ارسال اشتباه یا گذشته است"),
        Refusal(418, RefusalReason.Account, "The account's credit is not enough", "اعتبار حساب کافی نیست"),
        Refusal(419, RefusalReason.BadMessage, "The lists are not of one length", "طول آرایه‌های متن، گیرنده و فرستنده یکی نیست"),
        Refusal(420, RefusalReason.NotHere, "The account may not send links", "این حساب اجازهٔ ارسال لینک ندارد"),
        Refusal(422, RefusalReason.BadMessage, "The text holds characters that can't be processed", "متن نویسهٔ نامناسب دارد"),
        Refusal(424, RefusalReason.NotHere, "The template is missing or not approved", "الگو پیدا نشد یا تأیید نشده است"),
        Refusal(426, RefusalReason.Account, "The account needs the advanced service", "این متد به سرویس پیشرفته نیاز دارد"),
        Refusal(427, RefusalReason.Account, "The line needs a level of access", "استفاده از این خط به سطح دسترسی نیاز دارد"),
        Refusal(428, RefusalReason.BadMessage, "A voice call takes digits alone", "تماس صوتی فقط با توکن عددی ممکن است"),
        Refusal(429, RefusalReason.Account, "The calling address is restricted", "نشانی IP محدود شده است"),
        Refusal(431, RefusalReason.BadMessage, "A value has a space, a line break, an underscore or a separator", "ساختار مقدار درست نیست: فاصله، خط جدید، زیرخط یا جداکننده دارد"),
        Refusal(432, RefusalReason.NotHere, "The template has no place for the value", "در الگو جایی برای مقدار نیست"),
        Refusal(451, RefusalReason.Transient, "Too many calls in a short time", "فراخوانی بیش از حد در بازهٔ زمانی مشخص"),
        Refusal(501, RefusalReason.NotHere, "A test account sends to its owner's number only", "حساب آزمایشی فقط به شمارهٔ صاحب حساب می‌فرستد"),
        Refusal(604, RefusalReason.BadMessage, "Too many numbers in one call", "شمار شماره‌ها بیش از حد مجاز است"),
        Refusal(607, RefusalReason.BadMessage, "The tag's name is wrong or unknown", "نام تگ اشتباه یا ناشناخته است"),
        new(TemplateAtOnce, RefusalReason.BadMessage, null, "A template can't be sent at a later time", "الگو را نمی‌توان برای زمان دیگری فرستاد"),
        State(1, DeliveryState.Sent, "In the provider's queue", "در صف ارسال"),
        State(2, DeliveryState.Sent, "Scheduled at the provider", "زمان‌بندی شده"),
        State(4, DeliveryState.Sent, "Handed to the operator", "ارسال‌شده به مخابرات"),
        State(5, DeliveryState.Sent, "Handed to the operator", "ارسال‌شده به مخابرات"),
        State(6, DeliveryState.Failed, "Failed at the operator", "خطا در ارسال پیام از سوی مخابرات"),
        State(10, DeliveryState.Delivered, "Delivered to the handset", "رسیده به گیرنده"),
        State(11, DeliveryState.Undelivered, "Not delivered: the handset is off or out of reach", "نرسیده به گیرنده: گوشی خاموش یا خارج از دسترس است"),
        State(13, DeliveryState.Failed, "Taken back, or refused and refunded", "لغو شده یا برگشت خورده؛ هزینه بازگشته است"),   // whoever took it back knows already
        State(14, DeliveryState.Blocked, "The recipient blocks advertising lines; refunded", "گیرنده دریافت از خطوط تبلیغاتی را بسته است؛ هزینه بازگشته است"),
        State(50, null, "Received by the provider", "دریافت شده"),
        State(100, null, "The provider does not know this id, or not any more", "شناسهٔ پیام نامعتبر یا منقضی است"),
    ]);

    /// <summary>A hand-over whose body can't be read. The HTTP status is the vendor's own code; some of those nobody else says.</summary>
    public static ProviderAnswer Unread(ProviderReply reply) => reply.Status is 418 or 420 or 424 or 426 or 427 or 428 or 431 or 432 ? Table.Answer(OfError(reply.Status), reply) : HttpCodes.Unread(reply);

    public static string OfError(long code) => code.ToString(CultureInfo.InvariantCulture);

    public static string OfState(long? status) => string.Create(CultureInfo.InvariantCulture, $"status_{status}");

    public static Money? Rials(long? amount) => amount is { } rials ? Money.Rials(rials) : null;

    /// <summary>Unix seconds; what is no time at all is none.</summary>
    public static DateTimeOffset? Time(long? seconds) => seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;

    private static ProviderCode Refusal(int code, RefusalReason reason, string english, string persian, bool isUnknown = false) =>
        new(code.ToString(CultureInfo.InvariantCulture), reason, null, english, persian, isUnknown);

    private static ProviderCode State(int status, DeliveryState? state, string english, string persian) => new(OfState(status), null, state, english, persian);
}
