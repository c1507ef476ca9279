using System.Globalization;
using Rasan.Core.Logs;

namespace Rasan.Web.Api.Logs;

/// <param name="Operations">The newest first, unless asked otherwise.</param>
/// <param name="Next">Pass it as <c>next</c> for the page after this one; null: this was the last.</param>
/// <param name="SearchedUntil">How far a filtered page has looked; null: to the end.</param>
public sealed record OperationPageView(IReadOnlyList<OperationView> Operations, string? Next, DateTime? SearchedUntil);

/// <summary>Something that was changed.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: <c>user:1</c>, <c>token:3</c>, <c>cli</c>, <c>system</c>.</param>
/// <param name="ActorName">What that person or token is called; null: nobody by name.</param>
/// <param name="Address">From where; null: the program itself.</param>
/// <param name="Action">What was done, a stable word: <c>message.cancel</c>.</param>
/// <param name="Subject">To what: <c>message:0190…</c>.</param>
/// <param name="Before">What was there, JSON as text; secrets and numbers masked.</param>
/// <param name="After">What is there now.</param>
public sealed record OperationView(DateTime At, string Actor, string? ActorName, string? Address, string Action, string Subject, string? Before, string? After)
{
    internal static OperationView Of(Operation row, IReadOnlyDictionary<string, string> names) =>
        new(row.At.UtcDateTime, row.Actor, names.GetValueOrDefault(row.Actor), row.Address, row.Action, row.Subject, row.Before, row.After);
}

/// <param name="Calls">The newest first, unless asked otherwise.</param>
/// <param name="Next">Pass it as <c>next</c> for the page after this one; null: this was the last.</param>
/// <param name="SearchedUntil">How far a filtered page has looked; null: to the end.</param>
public sealed record ApiCallPageView(IReadOnlyList<ApiCallView> Calls, string? Next, DateTime? SearchedUntil);

/// <summary>One call of the API.</summary>
/// <param name="At">When it came.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Route">The route template; <c>(unknown)</c> where there is none.</param>
/// <param name="Status">What it was answered with.</param>
/// <param name="Code">The problem's code; null when it went well.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Token">The token it came with: <c>token:3</c>.</param>
/// <param name="TokenName">What that token is called.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="TraceId">What the problem named.</param>
/// <param name="Request">The body that came, JSON as text; texts, variables, numbers and secrets masked.</param>
/// <param name="Response">The body that went back, masked likewise.</param>
public sealed record ApiCallView(
    DateTime At, string Method, string Route, int Status, string? Code, double Milliseconds, string? Token, string? TokenName, string? Address, string? TraceId,
    string? Request, string? Response)
{
    internal static string? TokenOf(ApiCall row) => row.TokenId is { } id ? string.Create(CultureInfo.InvariantCulture, $"token:{id}") : null;

    internal static ApiCallView Of(ApiCall row, IReadOnlyDictionary<string, string> names)
    {
        var token = TokenOf(row);
        return new(
            row.At.UtcDateTime, row.Method, row.Route, row.Status, row.Code, row.Microseconds / 1000.0, token, token is null ? null : names.GetValueOrDefault(token),
            row.Address, row.TraceId, row.Request, row.Response);
    }
}
