using System.Globalization;
using Rasan.Core.Channels;

namespace Rasan.Providers.IPPanel;

/// <summary>
/// Every code of IPPanel, once. A refusal is told by HTTP status and message code together (<c>400-1</c> has four meanings), one of a wrong field by the
/// field too; states of a whole sending are <c>state_6</c>, those of one recipient <c>status_2</c>.
/// </summary>
public static class IPPanelCodes
{
    public const string Ok = "200-1", Wrong = "400-1", Invalid = "400-2", Missing = "404-1", InvalidState = "400-31";
    public const string SendBlock = "send_block", DocumentBlock = "document_block";
    public const string BadRecipient = "422_400-2_recipient", BadLine = "422_400-2_from_number", BadPattern = "422_400-2_code";

    public static ProviderCodes Table { get; } = new(
    [
        new("401_400-1", RefusalReason.Key, null, "The key is wrong or has expired", "کلید نادرست است یا منقضی شده است"),
        new("422_400-2", RefusalReason.BadMessage, null, "The request is not valid", "درخواست معتبر نیست"),
        new(BadRecipient, RefusalReason.BadNumber, null, "A recipient's number is not valid", "شمارهٔ گیرنده معتبر نیست"),
        new(BadLine, RefusalReason.Account, null, "The account may not send from this line", "حساب اجازهٔ ارسال از این خط را ندارد"),
        new(BadPattern, RefusalReason.Pattern, null, "The pattern's code is not valid", "کد الگو معتبر نیست"),
        new("422_400-31", RefusalReason.BadMessage, null, "The state that was asked for does not exist", "وضعیت خواسته‌شده وجود ندارد"),
        new("404_400-1", RefusalReason.BadMessage, null, "The message was not found", "پیام پیدا نشد"),
        new("404_404-1", RefusalReason.Pattern, null, "The pattern was not found", "الگو پیدا نشد"),
        new("400_400-1", RefusalReason.BadMessage, null, "The request can't be carried out", "درخواست انجام‌شدنی نیست"),
        new(SendBlock, RefusalReason.Account, null, "Sending is blocked for this account", "ارسال برای این حساب مسدود است"),
        new(DocumentBlock, RefusalReason.Account, null, "The account's documents are not confirmed", "مدارک حساب تأیید نشده است"),

        new("state_0", null, DeliveryState.Sent, "Being created", "در حال ساخت"),
        new("state_1", null, DeliveryState.Sent, "Waits to be reviewed", "در صف بازبینی"),
        new("state_2", null, DeliveryState.Sent, "Being sent", "در حال ارسال"),
        new("state_3", RefusalReason.BadMessage, DeliveryState.Failed, "Rejected by the reviewers", "بازبین پیام را رد کرد"),
        new("state_4", RefusalReason.BadNumber, DeliveryState.Failed, "The recipients are wrong or not valid", "گیرندگان نادرست یا نامعتبرند"),
        new("state_5", null, DeliveryState.Sent, "In the queue", "در صف ارسال"),
        new("state_6", null, DeliveryState.Sent, "Sent to the operator", "به اپراتور فرستاده شد"),
        new("state_7", null, DeliveryState.Cancelled, "Cancelled", "لغو شد"),
        new("state_8", RefusalReason.Account, DeliveryState.Failed, "The account's credit is too low", "اعتبار حساب کافی نیست"),
        new("state_9", RefusalReason.Transient, DeliveryState.Failed, "A fault inside IPPanel", "خطای درونی IPPanel"),

        new("status_0", null, DeliveryState.Sent, "On its way to the operator", "در راه اپراتور"),
        new("status_1", null, DeliveryState.Sent, "The operator has it", "به اپراتور رسید"),
        new("status_2", null, DeliveryState.Delivered, "Delivered", "به گیرنده رسید"),
        new("status_3", null, DeliveryState.Undelivered, "Not delivered", "نرسید"),
        new("status_4", RefusalReason.Blocked, DeliveryState.Blocked, "The recipient is on the blacklist", "گیرنده در فهرست سیاه است"),
    ]);

    public static string OfState(long state) => string.Create(CultureInfo.InvariantCulture, $"state_{state}");

    public static string OfStatus(string status) => $"status_{status.Trim()}";

    /// <summary>The raw code of a refusal; null: the envelope does not say.</summary>
    public static string? OfRefusal(int status, IPPanelMeta? meta)
    {
        if (meta?.MessageCode is not { Length: > 0 } code) return null;
        var whole = string.Create(CultureInfo.InvariantCulture, $"{status}_{code}");
        if (whole != "422_400-2") return whole;
        foreach (var field in meta.Fields)
        {
            if (field.Contains("recipient", StringComparison.OrdinalIgnoreCase)) return BadRecipient;
            if (field.StartsWith("from_number", StringComparison.OrdinalIgnoreCase)) return BadLine;
            if (string.Equals(field, "code", StringComparison.OrdinalIgnoreCase)) return BadPattern;
        }
        return whole;
    }
}
