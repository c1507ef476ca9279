namespace Rasan.Web.Api.Documents;

/// <summary>What the page shows of accounts, by operation.</summary>
internal static class AccountExamples
{
    private const string Key = """{ "id": 5, "label": "main", "order": 1, "is_active": true, "refused_at": null, "refused_code": null, "refused_message": null }""";
    private const string Line = """{ "id": 8, "number": "10004346", "class": "service", "is_active": true, "receives": true, "opens_at": null, "closes_at": null, "zone": null, "intents": null }""";
    private const string BusinessLine = """{ "id": 9, "number": "20004346", "class": "advertising", "is_active": true, "receives": false, "opens_at": "08:00", "closes_at": "21:00", "zone": "Asia/Tehran", "intents": ["bulk"] }""";
    private const string Removed = """{ "id": 9, "status": "removed" }""";

    private const string Standing = """ "balance": { "amount": 1500000, "currency": "IRR" }, "expires_at": "2027-11-20T08:30:00Z", "asked_at": "2026-11-20T08:30:00Z", "fault": null """;
    private const string Unasked = """ "balance": null, "expires_at": null, "asked_at": null, "fault": null """;
    private const string Going = """ "paused_until": null, "pause_reason": null """;
    private const string Paused = """ "paused_until": "2026-11-20T09:30:00Z", "pause_reason": "by_hand" """;

    private static readonly string Made = Account(Unasked, Going);

    public static readonly IReadOnlyDictionary<string, string> Requests = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CreateAccount"] = """{ "provider": "kavenegar", "name": "Kavenegar", "credentials": { "api_key": "0123456789abcdef" }, "line": "10004346" }""",
        ["ChangeAccount"] = """{ "name": "Kavenegar", "timeout": 10, "is_active": true }""",
        ["PauseAccount"] = """{ "minutes": 60 }""",
        ["TestAccount"] = """{ "to": "09120000111" }""",
        ["AddKey"] = """{ "label": "spare", "credentials": { "api_key": "fedcba9876543210" } }""",
        ["ChangeKey"] = """{ "label": "spare", "order": 1 }""",
        ["AddLine"] = """{ "number": "20004346", "class": "advertising", "receives": false, "opens_at": "08:00", "closes_at": "21:00", "zone": "Asia/Tehran", "intents": ["bulk"] }""",
        ["ChangeLine"] = """{ "class": "advertising", "receives": false, "opens_at": "08:00", "closes_at": "21:00", "zone": "Asia/Tehran", "intents": ["bulk"] }""",
    };

    public static readonly IReadOnlyDictionary<string, string> Answers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ListAccounts"] = $$"""{ "accounts": [{{Account(Standing, Going)}}] }""",
        ["CreateAccount"] = Made,
        ["FindAccount"] = Made,
        ["ChangeAccount"] = Made,
        ["PauseAccount"] = Account(Unasked, Paused),
        ["ResumeAccount"] = Made,
        ["RemoveAccount"] = Removed,
        ["TestAccount"] = """
            {
              "tracking_id": "019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", "outcome": "refused", "line": "10004346", "reference": null, "code": "418", "message": "Not enough credit", "cost": null,
              "answers": [{ "status": 418, "body": "{\"return\":{\"status\":418,\"message\":\"…\"},\"entries\":null}" }]
            }
            """,
        ["ListKeys"] = $$"""{ "keys": [{{Key}}] }""",
        ["AddKey"] = Key,
        ["ChangeKey"] = Key,
        ["RemoveKey"] = Removed,
        ["ListLines"] = $$"""{ "lines": [{{Line}}] }""",
        ["AddLine"] = BusinessLine,
        ["ChangeLine"] = BusinessLine,
        ["RemoveLine"] = Removed,
    };

    private static string Account(string standing, string pause) => $$"""
        {
          "id": 3, "provider": "kavenegar", "name": "Kavenegar", "tenant_id": null, "shared": false, "is_active": true, "base_url": null, "timeout": 10, "report_window": null, "settings": {},
          {{standing}}, {{pause}}, "keys": [{{Key}}], "lines": [{{Line}}], "callbacks": {}, "days_left": null
        }
        """;
}
