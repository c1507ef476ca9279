using Rasan.Core.Channels;

namespace Rasan.Providers.Twilio;

/// <summary>Every code of Twilio, once. Faults are numbers, states are words: they never collide.</summary>
public static class TwilioCodes
{
    public const string Authenticate = "20003", NotActive = "10001", NotFound = "20404", TooMany = "20429";
    public const string BadTo = "21211", NoFrom = "21603", NoTo = "21604", OptedOut = "21610", TooLong = "21617", NoBody = "21602", NotYours = "21660", BadService = "21705", BadContent = "21655", BadSendAt = "35114";
    public const string Unreachable = "30003", BlockedLater = "30004", UnknownFault = "30008", TooOld = "30036", Internal = "30500", NotCancelable = "30409";
    public const string Delivered = "delivered", Read = "read", Undelivered = "undelivered", Failed = "failed", Canceled = "canceled";

    /// <summary>Twilio would silently drop the time and send at once.</summary>
    public const string ScheduleNeedsService = "schedule_needs_service";

    /// <summary>The account itself is suspended or closed.</summary>
    public const string Suspended = "account_suspended", Closed = "account_closed";

    public static ProviderCodes Table { get; } = new([.. Faults(), .. Delivery(), .. States()]);

    public static string? Text(string code, string language) => Table.Text(code, language);

    private static ProviderCode[] Faults() =>
    [
        new(Authenticate, RefusalReason.Key, null, "The account's id or token was refused, or may not do this", "شناسه یا توکن حساب پذیرفته نشد یا اجازهٔ این کار را ندارد"),
        new(NotActive, RefusalReason.Account, null, "The account is not active", "حساب فعال نیست"),
        new(NotFound, RefusalReason.BadMessage, null, "Not found", "پیدا نشد"),
        new(TooMany, RefusalReason.Transient, null, "Too many requests; this one was not processed", "شمار درخواست‌ها زیاد است؛ این درخواست انجام نشد"),
        new(BadTo, RefusalReason.BadNumber, DeliveryState.Failed, "The recipient's number is invalid", "شمارهٔ گیرنده نادرست است"),
        new("21212", RefusalReason.Account, DeliveryState.Failed, "The sender's number is invalid", "شمارهٔ فرستنده نادرست است"),
        new("21408", RefusalReason.NotHere, DeliveryState.Failed, "The account may not send to this country", "حساب اجازهٔ ارسال به این کشور را ندارد"),
        new("21601", RefusalReason.Account, DeliveryState.Failed, "The sender can't send SMS", "فرستنده نمی‌تواند پیامک بفرستد"),
        new("21606", RefusalReason.NotHere, DeliveryState.Failed, "The sender can't send SMS to this recipient", "فرستنده نمی‌تواند به این گیرنده پیامک بفرستد"),
        new(NoFrom, RefusalReason.BadMessage, DeliveryState.Failed, "No sender was named", "فرستنده مشخص نشده است"),
        new(NoTo, RefusalReason.BadMessage, DeliveryState.Failed, "No recipient was named", "گیرنده مشخص نشده است"),
        new("21608", RefusalReason.NotHere, DeliveryState.Failed, "A trial account sends to verified numbers only", "حساب آزمایشی فقط به شماره‌های تأییدشده می‌فرستد"),
        new(OptedOut, RefusalReason.Blocked, DeliveryState.Blocked, "The recipient has opted out (STOP)", "گیرنده دریافت پیام را لغو کرده است"),
        new("21609", RefusalReason.NotHere, DeliveryState.Failed, "The address for reports is not one that Twilio calls", "نشانی گزارش تحویل برای Twilio پذیرفتنی نیست"),
        new("21611", RefusalReason.Transient, DeliveryState.Failed, "The sender's queue is full", "صف فرستنده پر است"),
        new("21612", RefusalReason.BadNumber, DeliveryState.Failed, "The recipient can't be reached from this sender", "گیرنده از این فرستنده در دسترس نیست"),
        new("21614", RefusalReason.BadNumber, DeliveryState.Failed, "The recipient's number is not a mobile", "شمارهٔ گیرنده تلفن همراه نیست"),
        new(TooLong, RefusalReason.BadMessage, DeliveryState.Failed, "The text is longer than 1600 characters", "متن بلندتر از ۱۶۰۰ نویسه است"),
        new(NoBody, RefusalReason.BadMessage, DeliveryState.Failed, "The message has no text", "پیام متن ندارد"),
        new("21619", RefusalReason.BadMessage, DeliveryState.Failed, "The message has neither text nor media", "پیام نه متن دارد نه رسانه"),
        new("21620", RefusalReason.BadMessage, DeliveryState.Failed, "The media address is invalid", "نشانی رسانه نادرست است"),
        new(BadContent, RefusalReason.NotHere, DeliveryState.Failed, "The content template is invalid", "الگوی محتوا نادرست است"),
        new("21659", RefusalReason.Account, DeliveryState.Failed, "The sender is not a Twilio number", "فرستنده شمارهٔ Twilio نیست"),
        new(NotYours, RefusalReason.Account, DeliveryState.Failed, "The sender does not belong to this account", "فرستنده از آنِ این حساب نیست"),
        new("21703", RefusalReason.Account, DeliveryState.Failed, "The Messaging Service has no sender", "سرویس پیام‌رسانی فرستنده‌ای ندارد"),
        new(BadService, RefusalReason.Account, DeliveryState.Failed, "The Messaging Service is invalid", "سرویس پیام‌رسانی نادرست است"),
        new(BadSendAt, RefusalReason.BadMessage, DeliveryState.Failed, "The time to send lies too near or too far", "زمان ارسال بیش از حد نزدیک یا دور است"),
        new(NotCancelable, RefusalReason.BadMessage, null, "The message can't be cancelled any more", "پیام دیگر لغوشدنی نیست"),
        new(ScheduleNeedsService, RefusalReason.Transient, null, "Only a Messaging Service sends at a later time", "ارسال زمان‌دار فقط با سرویس پیام‌رسانی ممکن است"),
        new(Suspended, RefusalReason.Account, null, "The account is suspended", "حساب معلق شده است"),
        new(Closed, RefusalReason.Account, null, "The account is closed", "حساب بسته شده است"),
    ];

    private static ProviderCode[] Delivery() =>
    [
        new("30001", RefusalReason.Transient, DeliveryState.Failed, "It waited in the queue for too long", "بیش از حد در صف ماند"),
        new("30002", RefusalReason.Account, DeliveryState.Failed, "The account was suspended before it was sent", "حساب پیش از ارسال معلق شد"),
        new(Unreachable, RefusalReason.Transient, DeliveryState.Undelivered, "The handset could not be reached", "گوشی گیرنده در دسترس نبود"),
        new(BlockedLater, RefusalReason.Blocked, DeliveryState.Blocked, "The message was blocked", "پیام مسدود شد"),
        new("30005", RefusalReason.BadNumber, DeliveryState.Undelivered, "The number is unknown or inactive", "شماره ناشناخته یا غیرفعال است"),
        new("30006", RefusalReason.BadNumber, DeliveryState.Undelivered, "A landline, or an operator that can't be reached", "تلفن ثابت است یا اپراتور آن در دسترس نیست"),
        new("30007", RefusalReason.Blocked, DeliveryState.Blocked, "Filtered by the operator or by Twilio", "اپراتور یا Twilio پیام را پالایش کرد"),
        new(UnknownFault, RefusalReason.Transient, DeliveryState.Undelivered, "Not delivered for an unknown reason", "به دلیلی ناشناخته نرسید"),
        new("30034", RefusalReason.Account, DeliveryState.Undelivered, "The sender is not registered in the United States", "فرستنده در آمریکا ثبت نشده است"),
        new(TooOld, RefusalReason.Transient, DeliveryState.Expired, "Its validity was over", "مهلت اعتبار آن گذشت"),
        new(Internal, RefusalReason.Transient, DeliveryState.Failed, "A fault inside Twilio", "خطای درونی Twilio"),
    ];

    private static ProviderCode[] States() =>
    [
        new("accepted", null, DeliveryState.Sent, "Accepted; a sender is being chosen", "پذیرفته شد؛ فرستنده در حال انتخاب است"),
        new("scheduled", null, DeliveryState.Sent, "Waits for its time", "در انتظار زمان ارسال"),
        new("queued", null, DeliveryState.Sent, "In the queue", "در صف ارسال"),
        new("sending", null, DeliveryState.Sent, "Being handed to the operator", "در حال تحویل به اپراتور"),
        new("sent", null, DeliveryState.Sent, "With the operator", "به اپراتور رسید"),
        new("partially_delivered", null, DeliveryState.Sent, "A part was delivered", "بخشی از آن رسید"),
        new(Delivered, null, DeliveryState.Delivered, "Delivered", "به گیرنده رسید"),
        new(Read, null, DeliveryState.Delivered, "Read by the recipient", "گیرنده آن را خواند"),
        new(Undelivered, null, DeliveryState.Undelivered, "Not delivered", "نرسید"),
        new(Failed, null, DeliveryState.Failed, "Failed", "ناموفق"),
        new(Canceled, null, DeliveryState.Cancelled, "Cancelled before it was sent", "پیش از ارسال لغو شد"),
        new("receiving", null, DeliveryState.Sent, "Inbound, on its way", "پیام دریافتی در راه است"),
        new("received", null, DeliveryState.Sent, "Inbound, received", "پیام دریافت شد"),
    ];
}
