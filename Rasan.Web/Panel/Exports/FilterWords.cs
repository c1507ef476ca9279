using System.Globalization;
using Rasan.Core.Alerts;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Web.Panel.Pages.Accounts;

namespace Rasan.Web.Panel.Exports;

/// <summary>A filter as the operation log may keep it: that something was filtered by, and what, unless it may be a number or somebody's words.</summary>
internal static class FilterWords
{
    private const string Masked = "***";
    private const int DigitsOfANumber = 7, LongestWord = 120;

    public static IReadOnlyDictionary<string, string> Of(MessageFilter filter) => Of(
        ("q", Hide(filter.Text)), ("to", filter.Number is null ? null : Masked), ("from", Time(filter.From)), ("until", Time(filter.Until)), ("state", filter.States.Count == 0 ? null : string.Join(',', filter.States.Select(state => state.Word))),
        ("channel", Word(filter.Channel)), ("accounts", filter.Accounts is null ? null : string.Join(',', filter.Accounts)), ("line", Word(filter.Line)),
        ("template", filter.TemplateId?.ToString(CultureInfo.InvariantCulture)), ("intent", Word(filter.Intent)), ("tag", Hide(filter.Tag)), ("reference", Hide(filter.Reference)));

    public static IReadOnlyDictionary<string, string> Of(OperationFilter filter) => Of(
        ("from", Time(filter.From)), ("until", Time(filter.Until)), ("actor", Word(filter.Actor)), ("action", Word(filter.Action)), ("subject", Word(filter.Subject)),
        ("address", Word(filter.Address)), ("text", Hide(filter.Text)));

    public static IReadOnlyDictionary<string, string> Of(ApiCallFilter filter) => Of(
        ("from", Time(filter.From)), ("until", Time(filter.Until)), ("method", Word(filter.Method)), ("route", Word(filter.Route)), ("status", filter.Status?.ToString()),
        ("code", Word(filter.Code)), ("tokens", filter.Tokens is null ? null : string.Join(',', filter.Tokens)), ("address", Word(filter.Address)),
        ("slower_than_ms", filter.SlowerThan?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)), ("trace_id", Word(filter.TraceId)));

    public static IReadOnlyDictionary<string, string> Of(AccountFilter filter) => Of(
        ("q", Hide(filter.Text)), ("provider", Word(filter.Provider)), ("state", filter.State), ("owner", filter.Owner), ("balance_below", filter.BalanceBelow?.ToString(CultureInfo.InvariantCulture)),
        ("days_below", filter.DaysBelow?.ToString(CultureInfo.InvariantCulture)), ("expires_before", Time(filter.ExpiresBefore)));

    public static IReadOnlyDictionary<string, string> Of(AlertFilter filter) => Of(
        ("from", Time(filter.From)), ("until", Time(filter.Until)), ("on", filter.On?.Word), ("fate", filter.Fate));

    private static Dictionary<string, string> Of(params ReadOnlySpan<(string Name, string? Value)> all)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            if (value is not null) set[name] = value;
        }
        return set;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string? Hide(string? text) => text is null ? null : Masked;

    // people type anything into any box
    private static string? Word(string? text)
    {
        if (text is null) return null;
        var digits = 0;
        foreach (var c in text)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits >= DigitsOfANumber || !(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '{' or '}')) return Masked;
        }
        return text.Length <= LongestWord ? text : Masked;
    }
}
