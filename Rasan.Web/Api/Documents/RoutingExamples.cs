namespace Rasan.Web.Api.Documents;

/// <summary>Answers of what is set for routing, as the page shows them.</summary>
internal static class RoutingExamples
{
    private const string Route = """
        {
          "id": 7, "owner": "service", "tenant_id": null, "intent": "ORDER_PAID", "kind": null, "channel": "sms",
          "steps": [
            { "account": 3, "name": "Kavenegar", "provider": "kavenegar", "line": "10004346" },
            { "account": 1, "name": "Sandbox 1", "provider": "sandbox", "line": null }
          ],
          "fallback": true, "is_active": true, "may_change": true
        }
        """;

    private const string OfTenant = """
        {
          "id": 4, "owner": "tenant", "tenant_id": "rasanex-api", "intent": "OTP_LOGIN", "kind": null, "channel": "sms",
          "steps": [{ "account": 3, "name": "Kavenegar", "provider": "kavenegar", "line": null }], "fallback": true, "is_active": true, "may_change": true
        }
        """;

    private const string Bulk = """
        {
          "kind": "bulk", "is_own": true, "lane": "bulk", "lifetime": 43200, "on_unknown": "wait", "on_no_report": "next_account", "no_report_after": 600,
          "window": { "from": "09:00", "until": "20:00", "zone": "Asia/Tehran" }
        }
        """;

    private const string Channels = """{ "channels": [{ "channel": "voice", "is_on": true }, { "channel": "sms", "is_on": true }] }""";

    public static readonly IReadOnlyDictionary<string, string> Answers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MakeRoute"] = Route,
        ["FindRoute"] = Route,
        ["ListRoutes"] = $$"""{ "routes": [{{OfTenant}}, {{Route}}] }""",
        ["DefineIntent"] = """{ "id": 12, "key": "ORDER_PAID", "owner": "service", "kind": "transactional", "lifetime": 1800, "channels": ["sms", "voice"], "may_change": true }""",
        ["ListIntents"] = """
            {
              "intents": [{ "id": 12, "key": "ORDER_PAID", "owner": "service", "kind": "transactional", "lifetime": 1800, "channels": ["sms", "voice"], "may_change": true }],
              "seen": [{ "key": "ORDER_SENT", "kind": "transactional", "last_seen_at": "2026-11-20T08:30:00Z", "count": 42 }]
            }
            """,
        ["SetKind"] = Bulk,
        ["ListKinds"] = $$"""
            {
              "kinds": [
                { "kind": "otp", "is_own": false, "lane": "otp", "lifetime": 120, "on_unknown": "next_account", "on_no_report": "wait", "no_report_after": null, "window": null },
                { "kind": "transactional", "is_own": false, "lane": "normal", "lifetime": 3600, "on_unknown": "wait", "on_no_report": "wait", "no_report_after": null, "window": null },
                {{Bulk}}
              ]
            }
            """,
        ["ListChannels"] = Channels,
        ["SetChannels"] = Channels,
    };
}
