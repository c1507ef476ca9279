using Rasan.Bench.Load;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>The request of every accept measure: one code to a random number, with a fresh Idempotency-Key; the bare echo reads the same bytes.</summary>
internal static class OtpRequest
{
    private const string Body =
        $$$"""
        {"phone":"0912{{{RequestBytes.Phone}}}","internal_template_key":"otp_login","params":{"token":"{{{RequestBytes.Stamp}}}"},"options":{"intent":"OTP_LOGIN"} }
        """;

    public static string ToRasan { get; } = To("/api/v1/notifications/otp/send", RasanProgram.Token);

    public static string To(string path, string token) =>
        RequestBytes.Post(path, Body, $"Authorization: Bearer {token}", $"Idempotency-Key: {RequestBytes.Key}");
}
