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

    private const string Binding = """{ "account": 3, "name": "Kavenegar", "provider": "kavenegar", "code": "login", "slots": [{ "variable": "token", "slot": "token" }], "language": null }""";
    private const string Standing = """
            {
              "balance": { "amount": 1480000, "currency": "IRR" }, "told": { "amount": 1500000, "currency": "IRR" }, "price": { "amount": 120, "currency": "IRR" }, "days_left": 2.3,
              "expires_at": "2027-11-20T08:30:00Z", "asked_at": "2026-11-20T08:30:00Z", "set_by_hand_at": null, "refresh_minutes": 5,
              "fault": null, "fault_text": null, "fault_at": null
            }
            """;

    private const string AlertRule = """
            {
              "id": 4, "on": "balance_below", "threshold": 500000, "days": null, "is_active": true, "raised_at": null, "receivers": [{ "to": "+989120000111", "language": "fa" }]
            }
            """;

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
        ["ExplainRoute"] = """{ "to": ["09120000111", "user:7"], "text": "سفارش شما فرستاده شد.", "intent": "ORDER_SENT" }""",
        ["SetUpKavenegar"] = """{ "api_key": "0123456789abcdef", "from": "10004346", "timeout": 10, "is_active": true }""",
        ["SetUpProvider"] = """{ "provider": "twilio", "account_sid": "AC00000000000000000000000000000000", "auth_token": "0123456789abcdef", "from": "+15017122661" }""",
        ["SetOtpRouting"] = """{ "providers": ["kavenegar", "twilio"], "fallback": true, "is_active": true, "intents": ["OTP_LOGIN"] }""",
        ["BindTemplate"] = """{ "code": "login", "slots": [{ "variable": "token", "slot": "token" }] }""",
        ["SetBalance"] = """{ "price": 0.04, "currency": "USD", "expires_at": "2027-11-20T08:30:00Z" }""",
        ["SetRefresh"] = """{ "minutes": 15 }""",
        ["AddAlertRule"] = """{ "on": "balance_below", "threshold": 500000, "is_active": true, "receivers": [{ "to": "09120000111", "language": "fa" }] }""",
        ["ChangeAlertRule"] = """{ "on": "balance_below", "threshold": 800000, "is_active": true, "receivers": [{ "to": "09120000111", "language": "fa" }] }""",
        ["MakeRoute"] = """{ "intent": "ORDER_PAID", "channel": "sms", "steps": [{ "account": 3, "line": "10004346" }, { "account": 1 }], "fallback": true }""",
        ["ChangeRoute"] = """{ "steps": [{ "account": 1 }, { "account": 3, "line": "10004346" }], "fallback": true, "is_active": true }""",
        ["DefineIntent"] = """{ "key": "ORDER_PAID", "kind": "transactional", "lifetime": 1800, "channels": ["sms", "voice"] }""",
        ["ChangeIntent"] = """{ "kind": "bulk", "lifetime": null, "channels": null }""",
        ["SetKind"] = """
            {
              "lane": "bulk", "lifetime": 43200, "on_unknown": "wait", "on_no_report": "next_account", "no_report_after": 600,
              "window": { "from": "09:00", "until": "20:00", "zone": "Asia/Tehran" }
            }
            """,
        ["SetChannels"] = """{ "channels": [{ "channel": "voice", "is_on": true }, { "channel": "sms", "is_on": true }] }""",
        ["FindStates"] = """{ "ids": ["019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f"] }""",
    }.Concat(AccountExamples.Requests).ToFrozenDictionary(StringComparer.Ordinal);

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
        ["FindMessage"] = """
            {
              "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "state": "delivered", "status": "sent", "fault": null, "channel": "sms", "intent": "OTP_LOGIN", "kind": "otp",
              "tenant_id": "rasanex-api", "to": "+989120000111", "text": "***", "template": "otp_login", "language": "fa", "account": "Sandbox 1", "provider": "sandbox", "line": null,
              "segments": 1, "cost": { "amount": 120, "currency": "IRR" }, "reference": null, "tags": [], "resend_of": null, "may_arrive_twice": false,
              "created_at": "2026-11-20T08:30:00Z", "scheduled_at": null, "state_at": "2026-11-20T08:30:01Z", "expires_at": "2026-11-20T08:32:00Z", "delivered_at": "2026-11-20T08:30:01Z",
              "attempts": [
                {
                  "number": 1, "provider": "sandbox", "account": "Sandbox 1", "started_at": "2026-11-20T08:30:00Z", "finished_at": "2026-11-20T08:30:00Z", "outcome": "accepted",
                  "code": null, "message": null, "message_id": "7-0a1b2c3d", "cost": { "amount": 120, "currency": "IRR" }, "may_arrive_twice": false, "by_template": false
                }
              ],
              "reports": [
                { "attempt": 1, "state": "delivered", "code": "delivered", "message": "Delivered", "at": "2026-11-20T08:30:01Z", "received_at": "2026-11-20T08:30:01Z" }
              ]
            }
            """,
        ["SendMessages"] = """
            {
              "messages": [{ "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "to": "+989120000111" }],
              "rejected": [{ "to": "user:7", "code": "unknown_user" }], "segments": 1, "cost_estimate": { "amount": 120, "currency": "IRR" }
            }
            """,
        ["ExplainRoute"] = """
            {
              "kind": "transactional", "channel": "sms", "lane": "normal",
              "route": { "rule": "no_rule", "accounts": [{ "account": "Sandbox 1", "provider": "sandbox", "line": null, "pattern": null }], "skipped": [] },
              "recipients": 1, "rejected": [{ "to": "user:7", "code": "unknown_user" }], "encoding": "ucs2", "segments": 1,
              "cost_estimate": { "amount": 120, "currency": "IRR" }, "window": null,
              "due_at": "2026-11-20T08:30:00Z", "expires_at": "2026-11-20T09:30:00Z", "quota_left": null
            }
            """,
        ["ListOperations"] = """
            {
              "operations": [
                {
                  "at": "2026-11-20T08:30:00Z", "actor": "token:3", "actor_name": "shop till", "address": "127.0.0.1", "action": "message.cancel",
                  "subject": "message:019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "before": null, "after": null
                }
              ],
              "next": null, "searched_until": null
            }
            """,
        ["ListApiCalls"] = """
            {
              "calls": [
                {
                  "at": "2026-11-20T08:30:00Z", "method": "POST", "route": "/api/v1/messages", "status": 422, "code": "bad_number", "milliseconds": 0.4,
                  "token": "token:3", "token_name": "shop till", "address": "127.0.0.1", "trace_id": "0HNF3K2A1B2C3:00000001",
                  "request": "{\"to\":\"***\",\"text\":\"***\"}", "response": "{\"code\":\"***\"}"
                }
              ],
              "next": null, "searched_until": null
            }
            """,
        ["SetUpKavenegar"] = """{ "status": "configured", "tenant_id": "rasanex-api", "client_id": "rasanex-api", "channel": "sms", "provider": "kavenegar" }""",
        ["SetUpProvider"] = """{ "status": "configured", "tenant_id": "rasanex-api", "client_id": "rasanex-api", "channel": "sms", "provider": "twilio" }""",
        ["ListProviders"] = """
            {
              "tenant_id": "rasanex-api", "client_id": "rasanex-api", "channel": "sms",
              "providers": [{ "provider": "kavenegar", "configured": true, "active": true, "requires_setup": false }]
            }
            """,
        ["SetOtpRouting"] = """
            {
              "status": "updated", "tenant_id": "rasanex-api", "intents": ["OTP_LOGIN"],
              "routing": { "channels": [{ "channel": "sms", "providers": ["kavenegar", "twilio"], "fallback": true }] }
            }
            """,
        ["ReadOtpRouting"] = """
            {
              "tenant_id": "rasanex-api",
              "items": [{ "intent": "OTP_LOGIN", "rule": { "channels": [{ "channel": "sms", "providers": ["kavenegar", "twilio"], "fallback": true }] }, "is_active": true }]
            }
            """,
        ["BindTemplate"] = Binding,
        ["ListBindings"] = $$"""{ "template": "otp_login", "bindings": [{{Binding}}] }""",
        ["UnbindTemplate"] = """{ "template": "otp_login", "bindings": [] }""",
        ["ReadBalance"] = $$"""
            {
              "now": {{Standing}},
              "points": [{ "at": "2026-11-20T08:30:00Z", "balance": { "amount": 1500000, "currency": "IRR" } }]
            }
            """,
        ["RefreshAccount"] = Standing,
        ["SetRefresh"] = Standing,
        ["AddAlertRule"] = AlertRule,
        ["ChangeAlertRule"] = AlertRule,
        ["RemoveAlertRule"] = AlertRule,
        ["ListAlerts"] = $$"""
            {
              "rules": [{{AlertRule}}],
              "alerts": [
                {
                  "id": 12, "rule": 4, "on": "balance_below", "at": "2026-11-20T08:30:00Z", "is_repeat": false, "to": "+989120000111", "language": "fa",
                  "text": "رسان: حساب «Kavenegar» (کاوه‌نگار): موجودی ۴۹۹٬۰۰۰ ریال است و از ۵۰۰٬۰۰۰ ریال کمتر شده. حدود ۲٫۳ روز دوام می‌آورد.",
                  "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "state": "delivered", "account": "Ghasedak", "fault": null, "fault_text": null
                }
              ],
              "next": null
            }
            """,
        ["ListInbox"] = """
            {
              "messages": [
                {
                  "id": 7, "from": "+989120000111", "line": "10004346", "text": "لغو", "at": "2026-11-20T08:30:00Z", "received_at": "2026-11-20T08:30:10Z",
                  "account": "Kavenegar", "provider": "kavenegar"
                }
              ],
              "next": null
            }
            """,
        ["CancelMessage"] = """{ "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "state": "cancelled" }""",
        ["ResendMessage"] = """{ "tracking_id": "019aa1f5-0b7e-7c11-8a90-0d4c2f5b6a71", "resend_of": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "status": "accepted" }""",
    }.Concat(RoutingExamples.Answers).Concat(AccountExamples.Answers).ToFrozenDictionary(StringComparer.Ordinal);
}
