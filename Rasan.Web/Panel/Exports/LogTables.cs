using System.Globalization;
using Rasan.Core.Logs;

namespace Rasan.Web.Panel.Exports;

/// <summary>A row of a log with the names of who acted on its page.</summary>
internal readonly record struct Named<T>(T Row, IReadOnlyDictionary<string, string> Names);

internal sealed class LogTables(CultureInfo reader)
{
    private readonly ExportTexts Texts = new(reader);

    public ExportTable<Named<Operation>> Operations() => new(
    [
        new(Texts["At"], o => (DateTimeOffset?)o.Row.At),
        new(Texts["Actor"], o => o.Row.Actor),
        new(Texts["ActorName"], o => o.Names.GetValueOrDefault(o.Row.Actor)),
        new(Texts["Address"], o => o.Row.Address),
        new(Texts["Action"], o => o.Row.Action),
        new(Texts["Subject"], o => o.Row.Subject),
        new(Texts["Before"], o => o.Row.Before),
        new(Texts["After"], o => o.Row.After),
    ]);

    public ExportTable<Named<ApiCall>> ApiCalls() => new(
    [
        new(Texts["At"], c => (DateTimeOffset?)c.Row.At),
        new(Texts["Method"], c => c.Row.Method),
        new(Texts["Route"], c => c.Row.Route),
        new(Texts["Status"], c => c.Row.Status),
        new(Texts["Code"], c => c.Row.Code),
        new(Texts["Milliseconds"], c => c.Row.Microseconds / 1000m),
        new(Texts["Token"], c => TokenOf(c.Row)),
        new(Texts["TokenName"], c => TokenOf(c.Row) is { } token ? c.Names.GetValueOrDefault(token) : null),
        new(Texts["Address"], c => c.Row.Address),
        new(Texts["TraceId"], c => c.Row.TraceId),
        new(Texts["Request"], c => c.Row.Request),
        new(Texts["Response"], c => c.Row.Response),
    ]);

    public static string? TokenOf(ApiCall call) => call.TokenId is { } id ? string.Create(CultureInfo.InvariantCulture, $"token:{id}") : null;
}
