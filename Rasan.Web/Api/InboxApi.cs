using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Inbox;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>A page of inbound messages.</summary>
/// <param name="Messages">Newest first.</param>
/// <param name="Next">Give it back for the next page; null: this was the last one.</param>
public sealed record InboxPageView(IReadOnlyList<InboundView> Messages, string? Next);

/// <summary>A message that came in.</summary>
/// <param name="Id">Its number here.</param>
/// <param name="From">Who sent it, E.164 where it is a number.</param>
/// <param name="Line">Our number that it came to.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it came in, by the provider's word.</param>
/// <param name="ReceivedAt">When we heard of it.</param>
/// <param name="Account">Name of the account whose line it is.</param>
/// <param name="Provider">Key of the provider.</param>
public sealed record InboundView(long Id, string From, string Line, string Text, DateTime At, DateTime ReceivedAt, string Account, string Provider)
{
    internal static InboundView Of(InboundRow row, Catalog catalog) => new(
        row.Id, row.Sender, row.Line, row.Text, row.At.UtcDateTime, row.ReceivedAt.UtcDateTime,
        catalog.Accounts.GetValueOrDefault(row.AccountId)?.Name ?? "", catalog.Accounts.GetValueOrDefault(row.AccountId)?.Provider ?? "");
}

/// <summary>What came in on the service's lines.</summary>
internal static class InboxApi
{
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["line"] = "Our number, whole.",
        ["sender"] = "Who wrote, in any usual form, whole.",
        ["from"] = "Heard of at or after, RFC 3339 or `Y-m-d H:i:s` in UTC.",
        ["until"] = "Before.",
        ["next"] = "From the page before.",
        ["limit"] = "1 to 200; 50 unless named.",
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/inbox", ListAsync).RequireScope(Scopes.Read).WithTags("Inbox").WithName("ListInbox").WithSummary("What came in on the service's lines, newest first");

    private static async Task<Results<Answered<InboxPageView>, Problem>> ListAsync(ApiRequest request, Catalogs catalogs, ListInbox list, CancellationToken ct)
    {
        var check = new Check(request.At);
        var query = new ListQuery(request, Parameters, check);
        var filter = new InboxFilter { From = query.Time("from"), Until = query.Time("until"), Line = query.Text("line"), Sender = SenderOf(query) };
        var (after, limit) = (AfterOf(query, check), query.Limit());
        if (check.Faults is not null) return Problem.Invalid(check.Faults);
        var page = await list.RunAsync(request.Caller, filter, after, limit, ct);
        return Answers.Ok(new InboxPageView([.. page.Rows.Select(row => InboundView.Of(row, catalogs.Current))], page.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A number in any form; what is none (a sender may be a word) is looked for as it stands.</summary>
    private static string? SenderOf(ListQuery query) => query.Text("sender") is { } text && Recipient.TryParse(text, out var number) ? number.E164 : query.Text("sender");

    private static long? AfterOf(ListQuery query, Check check)
    {
        if (query.Text("next") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row)) return row;
        check.Add("next", "bad_cursor");
        return null;
    }
}
