using Rasan.Bench.Load;

namespace Rasan.Bench.Measures;

/// <summary>The request of every accept measure: one code to a random number, with a fresh Idempotency-Key; the bare echo reads the same bytes.</summary>
internal static class OtpRequest
{
    private const string Body =
        $$$"""
        {"phone":"0912{{{RequestBytes.Phone}}}","internal_template_key":"otp_login","params":{"code":"{{{RequestBytes.Stamp}}}"},"options":{"intent":"OTP_LOGIN"} }
        """;

    public static string To(string path, string token) =>
        RequestBytes.Post(path, Body, $"Authorization: Bearer {token}", $"Idempotency-Key: {RequestBytes.Key}");
}
