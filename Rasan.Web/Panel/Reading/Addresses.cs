using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Reading;

/// <summary>Where pages live. A service's own stand under its key, so that an address shows everybody the same.</summary>
public static class Addresses
{
    private const string Root = "/s/";

    public static string Board(Service service) => Root + Uri.EscapeDataString(service.Key);

    public static string Send(Service service) => Board(service) + "/send";

    /// <summary>One form: the same address is the same form, which is sent once.</summary>
    public static string Send(Service service, Guid form) => $"{Send(service)}/{form:D}";

    /// <summary>What became of a form.</summary>
    public static string Sent(Service service, Guid form, int page = 1) =>
        string.Create(CultureInfo.InvariantCulture, $"{Board(service)}/sent/{form:D}{(page > 1 ? "?page=" : "")}{(page > 1 ? page : null)}");

    public static string Messages(Service service) => Board(service) + "/messages";

    /// <summary>The messages that were accepted in a span of time, in any of these states; no state: in every one.</summary>
    public static string Messages(Service service, DateTimeOffset from, DateTimeOffset until, IEnumerable<MessageState> states)
    {
        var words = string.Join(',', states.Select(state => state.Word));
        return string.Create(CultureInfo.InvariantCulture, $"{Messages(service)}?from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&until={until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") + (words.Length > 0 ? "&state=" + words : "");
    }

    public static string Message(Service service, TrackingId id) => $"{Messages(service)}/{id}";

    public static string Find(Service service) => Board(service) + "/find";

    public static string Routing(Service service) => Board(service) + "/routing";

    public static string ExportRoutes(Service service, string format) => $"{Routing(service)}/routes/export?format={format}";

    public static string ExportIntents(Service service, string format) => $"{Routing(service)}/intents/export?format={format}";

    public static string Accounts(Service service) => Board(service) + "/accounts";

    /// <param name="provider">Whose form; null: it is chosen first.</param>
    public static string NewAccount(Service service, string? provider = null) => Accounts(service) + "/new" + (provider is null ? "" : "?provider=" + Uri.EscapeDataString(provider));

    public static string Account(Service service, long id) => string.Create(CultureInfo.InvariantCulture, $"{Accounts(service)}/{id}");

    /// <param name="vendor">Null: the first.</param>
    public static string Simulators(Service service, string? vendor = null) => $"{Board(service)}/simulators{(vendor is null ? "" : "?vendor=" + vendor)}";

    public static string Operations(Service service) => Board(service) + "/logs/operations";

    public static string ApiCalls(Service service) => Board(service) + "/logs/api";

    public static string Guide(Service service) => Board(service) + "/help";

    /// <returns>Where somebody wanted to go, if that is inside the program: the address came with a request.</returns>
    public static string Inside(string? wanted) => RedirectHttpResult.IsLocalUrl(wanted) ? wanted : "/";

    /// <returns>The key in the address; null: it is no service's page.</returns>
    public static string? ServiceOf(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal)) return null;
        var rest = path.AsSpan(Root.Length);
        var end = rest.IndexOfAny('/', '?', '#');
        return Uri.UnescapeDataString((end < 0 ? rest : rest[..end]).ToString());
    }
}
