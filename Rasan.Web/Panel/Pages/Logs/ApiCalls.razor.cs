using Microsoft.AspNetCore.Components;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>Which calls of the API came for a service, and what they were answered with.</summary>
public sealed partial class ApiCalls(ListApiCalls list, ActorNames names, Catalogs catalogs, EndpointDataSource endpoints, TimeProvider clock) : ComponentBase
{
    private static readonly string[] Usual = ["method", "route", "status", "code", "duration", "token", "address"];
    private static readonly string[] MoreNames = ["method", "code", "slower_than", "token", "trace_id"];
    private static readonly (string, string)[] Statuses = [.. new[] { "2xx", "4xx", "5xx" }.Select(status => (status, status))];
    private static readonly (string, string)[] Methods = [.. new[] { "GET", "POST", "PUT", "PATCH", "DELETE" }.Select(method => (method, method))];

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    private IEnumerable<(string Value, string Text)> Routes =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText ?? "").Where(route => route.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(route => (route, route));

    private IEnumerable<(string Value, string Text)> TokenNames =>
        catalogs.Current.Tokens.Values.Where(entry => entry.Service.Id == Caller.Service.Id).Select(entry => entry.Token.Name)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture).Select(name => (name, name));

    private async Task<ListAnswer<ApiCallRow>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var check = new Check(clock.GetUtcNow());
        var asked = LogsQuery.ReadApiCalls(question.Read(LogsQuery.ApiCallParameters.Keys, check), Caller.Service.Id, catalogs.Current, check);
        if (asked is not var (filter, turn)) return new ListAnswer<ApiCallRow>(check.Faults!);
        var page = await list.RunAsync(Caller, filter, turn, ct);
        var called = await names.RunAsync(Caller, page.Rows.Select(ApiCallView.TokenOf).OfType<string>(), ct);
        return new([.. page.Rows.Select(row => new ApiCallRow(row, ApiCallView.TokenOf(row) is { } token ? called.GetValueOrDefault(token) ?? token : null))], page.Next?.ToString(), page.SearchedUntil, []);
    }
}

/// <param name="Call">The call.</param>
/// <param name="Token">What its token is called; null: it came with none that is known.</param>
public sealed record ApiCallRow(ApiCall Call, string? Token)
{
    // what is open stays open when the same rows are read again
    public bool Equals(ApiCallRow? other) => other?.Call.Id == Call.Id;

    public override int GetHashCode() => Call.Id.GetHashCode();

    public decimal Milliseconds => Call.Microseconds / 1000m;

    public string? Tone => Call.Status switch
    {
        >= 500 => "bad",
        >= 400 => "warn",
        >= 200 and < 300 => "good",
        _ => null,
    };
}
