using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.RayganSms;

/// <summary>The front's codes: a bare number above 2000 says that one was sent, a bare word whether one is right.</summary>
internal static class RayganSmsFrontOtp
{
    private const int LowestYes = 2001, Span = 7999, No = 1000;

    private const string Group = "auto_code", Words = "کد فعال‌سازی شما: ";

    /// <summary>The vendor makes the code, and remembers it.</summary>
    public static async Task<IResult> AutoCodeAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsAutoCode) is not { } asked) return Answer(No);
        var code = RandomNumberGenerator.GetInt32(10_000, 100_000).ToString(CultureInfo.InvariantCulture);
        return await SendAsync(exchange, asked.Mobile, $"{Words}{code}\n{asked.Footer}", Group);
    }

    public static async Task<IResult> OwnCodeAsync(RayganSmsExchange exchange) =>
        await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsOwnCode) is { Message.Length: > 0 } asked ? await SendAsync(exchange, asked.Mobile, asked.Message, group: null) : Answer(No);

    public static async Task<IResult> CheckAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsCodeCheck) is not { Code.Length: > 0 } asked || RayganSmsExchange.Mobile(asked.Mobile) is not { } to) return RayganSmsExchange.Bare("false");
        var newest = await exchange.Backend.FindAsync(exchange.Caller, new() { GroupId = Group, To = to, Most = 1 }, exchange.Ended);
        var isRight = newest is [{ Text: var text }] && text.StartsWith($"{Words}{Digits.Fold(asked.Code)}\n", StringComparison.Ordinal);
        return RayganSmsExchange.Bare(isRight ? "true" : "false");
    }

    private static async Task<IResult> SendAsync(RayganSmsExchange exchange, string? mobile, string text, string? group)
    {
        if (RayganSmsExchange.Mobile(mobile) is not { } to) return Answer(No);
        var sending = await exchange.Backend.SendAsync(exchange.Caller, new([new(to, text, Line: null)]) { GroupId = group }, exchange.Ended);
        return Answer(sending is FrontSending.Taken(var call, _) ? LowestYes + (call % Span) : No);
    }

    private static IResult Answer(long number) => RayganSmsExchange.Bare(number.ToString(CultureInfo.InvariantCulture));
}
