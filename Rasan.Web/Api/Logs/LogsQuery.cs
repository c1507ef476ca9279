using System.Globalization;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Logs;

/// <summary>The query strings of GET /logs/operations and GET /logs/api, and of the panel's two logs.</summary>
internal static class LogsQuery
{
    public const string Newest = "newest", Oldest = "oldest";

    private const string TokenPrefix = "token:";

    /// <summary>What both logs are asked by, with its meaning for the page.</summary>
    private static readonly Dictionary<string, string> Both = new(StringComparer.Ordinal)
    {
        ["address"] = "The address it came from, whole.",
        ["from"] = "At or after, RFC 3339 or `Y-m-d H:i:s` in UTC.",
        ["until"] = "Before.",
        ["sort"] = "`newest` (unless named) or `oldest` first.",
        ["next"] = "From the page before.",
        ["limit"] = "1 to 200; 50 unless named.",
    };

    public static readonly IReadOnlyDictionary<string, string> OperationParameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["actor"] = "Who: `user:1`, `token:3`, `cli`, `system`.",
        ["action"] = "What was done: `message.cancel`, `token.create` …",
        ["subject"] = "To what: `token:3`, `message:0190…`.",
        ["text"] = "Part of what was there before or after.",
    }.Concat(Both).ToDictionary(StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, string> ApiCallParameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["method"] = "`GET`, `POST` …",
        ["route"] = "The route template, whole: `/api/v1/messages/{id}`.",
        ["status"] = "One status, or a class of them: `404`, `4xx`.",
        ["code"] = "The problem's code.",
        ["token"] = "The token it came with: `token:3`, or its name.",
        ["slower_than"] = "Took longer, in milliseconds.",
        ["trace_id"] = "As the problem named it.",
    }.Concat(Both).ToDictionary(StringComparer.Ordinal);

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static (OperationFilter Filter, LogTurn Turn)? ReadOperations(ApiRequest request, Check check) =>
        ReadOperations(new ListQuery(request, OperationParameters, check), check);

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static (OperationFilter Filter, LogTurn Turn)? ReadOperations(ListQuery query, Check check)
    {
        var filter = new OperationFilter
        {
            From = query.Time("from"),
            Until = query.Time("until"),
            Actor = query.Text("actor"),
            Action = query.Text("action"),
            Subject = query.Text("subject"),
            Address = query.Text("address"),
            Text = query.Text("text"),
        };
        var turn = TurnOf(query, check);
        return check.Faults is null ? (filter, turn) : null;
    }

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static (ApiCallFilter Filter, LogTurn Turn)? ReadApiCalls(ApiRequest request, Catalog catalog, Check check) =>
        ReadApiCalls(new ListQuery(request, ApiCallParameters, check), request.Caller.Service.Id, catalog, check);

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static (ApiCallFilter Filter, LogTurn Turn)? ReadApiCalls(ListQuery query, long service, Catalog catalog, Check check)
    {
        var filter = new ApiCallFilter
        {
            From = query.Time("from"),
            Until = query.Time("until"),
            Method = query.Text("method")?.ToUpperInvariant(),
            Route = query.Text("route"),
            Status = StatusOf(query.Text("status"), check),
            Code = query.Text("code"),
            Tokens = TokensOf(query.Text("token"), catalog, service),
            Address = query.Text("address"),
            SlowerThan = MillisecondsOf(query.Text("slower_than"), check),
            TraceId = query.Text("trace_id"),
        };
        var turn = TurnOf(query, check);
        return check.Faults is null ? (filter, turn) : null;
    }

    private static LogTurn TurnOf(ListQuery query, Check check)
    {
        var sort = query.Text("sort") ?? Newest;
        if (sort is not (Newest or Oldest)) check.Add("sort", "unknown_sort", sort);
        LogCursor? after = null;
        if (query.Text("next") is { } next)
        {
            if (LogCursor.TryParse(next, out var cursor)) after = cursor;
            else check.Add("next", "bad_cursor");
        }
        return new(after, query.Limit(), sort == Oldest);
    }

    private static StatusRange? StatusOf(string? text, Check check)
    {
        if (text is null) return null;
        if (StatusRange.TryParse(Digits.Fold(text), out var range)) return range;
        check.Add("status", "bad_status", text);
        return null;
    }

    private static TimeSpan? MillisecondsOf(string? text, Check check)
    {
        if (text is null) return null;
        if (int.TryParse(Digits.Fold(text), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return TimeSpan.FromMilliseconds(milliseconds);
        check.Add("slower_than", "bad_milliseconds", text);
        return null;
    }

    // a name may have had several tokens one after the other
    private static List<long>? TokensOf(string? text, Catalog catalog, long service)
    {
        if (text is null) return null;
        if (text.StartsWith(TokenPrefix, StringComparison.Ordinal) && long.TryParse(text.AsSpan(TokenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return [id];
        return [.. catalog.Tokens.Values.Where(entry => entry.Service.Id == service && entry.Token.Name == text).Select(entry => entry.Token.Id)];
    }
}
