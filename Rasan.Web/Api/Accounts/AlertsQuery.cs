using System.Globalization;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;

namespace Rasan.Web.Api.Accounts;

/// <summary>The query string of an account's alerts.</summary>
internal static class AlertsQuery
{
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["from"] = "At or after, RFC 3339 or `Y-m-d H:i:s` in UTC.",
        ["until"] = "Before.",
        ["on"] = "What they tell of: `balance_below`, `expires_within`, `paused` or `key_refused`.",
        ["fate"] = "What became of them: `waiting`, `unsent`, or a state of their message.",
        ["next"] = "From the page before.",
        ["limit"] = "1 to 200; 50 unless named.",
    };

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static (AlertFilter Filter, long? Before, int Many)? Read(ListQuery query, Check check)
    {
        var filter = new AlertFilter { From = query.Time("from"), Until = query.Time("until"), On = OnOf(query.Text("on"), check), Fate = FateOf(query.Text("fate"), check) };
        var (before, many) = (BeforeOf(query.Text("next"), check), query.Limit());
        return check.Faults is null ? (filter, before, many) : null;
    }

    private static AlertOn? OnOf(string? word, Check check)
    {
        var on = AlertOn.Parse(word);
        if (word is not null && on is null) check.Add("on", "unknown_alert", word);
        return on;
    }

    private static string? FateOf(string? word, Check check)
    {
        if (word is not (null or AlertFate.Waiting or AlertFate.Unsent) && StateWords.StatesOf(word) is null) check.Add("fate", "unknown_state", word);
        return word;
    }

    private static long? BeforeOf(string? cursor, Check check)
    {
        if (cursor is null) return null;
        if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var row)) return row;
        check.Add("next", "bad_cursor");
        return null;
    }
}
