using System.Collections.Frozen;

namespace Rasan.Web.Api.Documents;

/// <summary>Requests and answers as the page shows them, by operation.</summary>
internal static class ApiExamples
{
    public const string Problem = """
        {
          "type": "urn:rasan:problem:bad_number", "title": "Some values are wrong", "status": 422,
          "detail": "'errors' says what is wrong, field by field. Nothing was stored.",
          "code": "bad_number", "trace_id": "0HNF3K2A1B2C3:00000001", "errors": { "phone": ["'0912' is not a phone number."] }
        }
        """;

    private const string Accepted = """{ "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "status": "accepted" }""";

    public static readonly FrozenDictionary<string, string> Requests = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SendOtp"] = """
            { "phone": "09120000111", "internal_template_key": "otp_login", "params": { "token": "1234" }, "options": { "intent": "OTP_LOGIN" } }
            """,
        ["SendNotification"] = """
            {
              "intent": "OTP_LOGIN", "recipient": { "phone": "09120000111" }, "payload": { "token": "1234" },
              "options": { "message_kind": "provider_templated", "internal_template_key": "otp_login" }
            }
            """,
        ["SendMessages"] = """{ "to": ["09120000111", "user:7"], "text": "سفارش شما فرستاده شد.", "intent": "ORDER_SENT", "reference": "order 1405", "tags": ["orders"] }""",
        ["FindStates"] = """{ "ids": ["019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f"] }""",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, string> Answers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SendOtp"] = Accepted,
        ["SendNotification"] = Accepted,
        ["FindNotification"] = """
            {
              "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "status": "sent", "delivery_status": "delivered",
              "intent": "OTP_LOGIN", "tenant_id": "rasanex-api", "scheduled_at": null,
              "created_at": "2026-11-20 08:30:00", "updated_at": "2026-11-20 08:30:01",
              "channel_results": {
                "sms": { "status": "sent", "provider": "sandbox", "account": "Sandbox 1", "message_id": "7-0a1b2c3d", "delivered_at": "2026-11-20 08:30:01", "error": null }
              },
              "attempts": [
                {
                  "number": 1, "provider": "sandbox", "account": "Sandbox 1", "started_at": "2026-11-20 08:30:00", "finished_at": "2026-11-20 08:30:00",
                  "outcome": "accepted", "code": null, "message": null, "may_arrive_twice": false
                }
              ]
            }
            """,
        ["SendMessages"] = """
            {
              "messages": [{ "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "to": "+989120000111" }],
              "rejected": [{ "to": "user:7", "code": "unknown_user" }], "segments": 1, "cost_estimate": { "amount": 120, "currency": "IRR" }
            }
            """,
        ["CancelMessage"] = """{ "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "state": "cancelled" }""",
        ["ResendMessage"] = """{ "tracking_id": "019aa1f5-0b7e-7c11-8a90-0d4c2f5b6a71", "resend_of": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "status": "accepted" }""",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
