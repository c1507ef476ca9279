using System.Globalization;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>What an HTTP status means where the provider's own words are missing or make no sense.</summary>
public static class HttpCodes
{
    /// <summary>An answer came, and nobody can read it.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The provider accepted another message than the one it was given.</summary>
    public const string OtherMessage = ProviderAnswer.OtherMessage;

    /// <summary>Texts of the statuses that are met in practice.</summary>
    public static IReadOnlyList<ProviderCode> All { get; } =
    [
        new(Unreadable, RefusalReason.Transient, null, "The answer could not be read", "پاسخ خوانده نشد", IsUnknownOnSend: true),
        new(OtherMessage, null, null, "The provider speaks of another message", "ارائه‌دهنده از پیام دیگری سخن می‌گوید", IsUnknownOnSend: true),
        Of(400, RefusalReason.BadMessage, "The request was not understood", "درخواست فهمیده نشد"),
        Of(401, RefusalReason.Key, "The key was refused", "کلید پذیرفته نشد"),
        Of(402, RefusalReason.Account, "Payment is required", "حساب نیاز به پرداخت دارد"),
        Of(403, RefusalReason.Account, "The account may not do this", "حساب اجازهٔ این کار را ندارد"),
        Of(404, RefusalReason.Account, "Nothing lives at the account's address", "در نشانی این حساب چیزی نیست"),
        Of(429, RefusalReason.Transient, "Too many requests", "شمار درخواست‌ها زیاد است"),
        Of(500, RefusalReason.Transient, "The provider's server failed", "سرور ارائه‌دهنده خطا داد", isUnknown: true),
        Of(502, RefusalReason.Transient, "The provider's server could not be reached behind its gateway", "سرور ارائه‌دهنده از پشت درگاهش در دسترس نبود", isUnknown: true),
        Of(503, RefusalReason.Transient, "The provider is out of service for now", "ارائه‌دهنده فعلاً در دسترس نیست", isUnknown: true),
        Of(504, RefusalReason.Transient, "The provider's server did not answer its gateway in time", "سرور ارائه‌دهنده به‌موقع به درگاهش پاسخ نداد", isUnknown: true),
    ];

    public static string Code(int status) => string.Create(CultureInfo.InvariantCulture, $"http_{status}");

    /// <summary>Class of a refusal by its status alone.</summary>
    public static RefusalReason Reason(int status) => status switch
    {
        408 or 425 or 429 or >= 500 => RefusalReason.Transient,
        401 => RefusalReason.Key,
        402 or 403 or 404 or 407 or (>= 300 and < 400) => RefusalReason.Account,   // a redirect is not followed: the account's address is wrong
        >= 400 => RefusalReason.BadMessage,
        _ => RefusalReason.Transient,
    };

    /// <summary>A hand-over of which only the status is understood: a server that fails, or says yes in words nobody reads, may have sent it.</summary>
    public static ProviderAnswer Answer(ProviderReply reply) => reply.Status switch
    {
        < 300 => new ProviderAnswer.Unknown(Unreadable),
        408 or >= 500 => new ProviderAnswer.Unknown(Code(reply.Status)),
        _ => reply.Asking(new ProviderAnswer.Refused(Reason(reply.Status), Code(reply.Status))),
    };

    /// <summary>A hand-over whose answer nobody can read: somebody between may have written it. Only what says in one word that the call was not worked off is believed.</summary>
    public static ProviderAnswer Unread(ProviderReply reply) =>
        reply.Status is 401 or 402 or 403 or 404 or 407 or 425 or 429 or (>= 300 and < 400) ? Answer(reply) : new ProviderAnswer.Unknown(reply.Status < 300 ? Unreadable : Code(reply.Status));

    /// <summary>A question of which only the status is understood.</summary>
    public static ProviderRefusedException Refusal(int status) => new(Reason(status), status < 300 ? Unreadable : Code(status));

    private static ProviderCode Of(int status, RefusalReason reason, string english, string persian, bool isUnknown = false) => new(Code(status), reason, null, english, persian, isUnknown);
}
