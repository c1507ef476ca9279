using System.Globalization;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Messages;

/// <summary>The query string of GET /messages, and of the panel's list.</summary>
internal sealed record MessagesQuery(MessageFilter Filter, MessageCursor? After, int Limit)
{
    /// <summary>Every name that is read, with its meaning for the page.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["q"] = "Part of the text or of the reference. ی and ي, ک and ك, digits of any script, small and capital letters are one; texts of one-time codes are not searched.",
        ["to"] = "The number in any form, or how it begins: five digits at least.",
        ["state"] = "Exact states, separated by commas; `pending` names the four it covers.",
        ["channel"] = "`sms`.",
        ["account"] = "Name of the account that took it last.",
        ["line"] = "The sender number, asked for or used.",
        ["template"] = "Key of the template.",
        ["intent"] = "As it was sent.",
        ["tag"] = "One tag.",
        ["reference"] = "Your own word, whole.",
        ["from"] = "Accepted at or after, RFC 3339 or `Y-m-d H:i:s` in UTC.",
        ["until"] = "Accepted before.",
        ["next"] = "From the page before.",
        ["limit"] = "1 to 200; 50 unless named.",
    };

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static MessagesQuery? Read(ApiRequest request, Catalog catalog, Check check) =>
        Read(new ListQuery(request, Parameters, check), request.Caller.Service.Id, catalog, check);

    /// <returns>Null: <paramref name="check"/> says why.</returns>
    public static MessagesQuery? Read(ListQuery query, long service, Catalog catalog, Check check)
    {
        var filter = new MessageFilter
        {
            States = StatesOf(query.Text("state"), check),
            Channel = query.Text("channel"),
            Accounts = AccountsOf(query.Text("account"), catalog, service),
            Line = query.Text("line"),
            TemplateId = query.Text("template") is { } key ? catalog.Templates.GetValueOrDefault((service, key))?.Template.Id ?? 0 : null,   // 0: no message has it
            Intent = query.Text("intent"),
            Tag = TagOf(query.Text("tag"), check),
            Reference = query.Text("reference"),
            From = query.Time("from"),
            Until = query.Time("until"),
            Text = TextOf(query.Text("q"), check),
            Number = NumberOf(query.Text("to"), check),
        };
        var after = CursorOf(query.Text("next"), check);
        var limit = query.Limit();
        return check.Faults is null ? new(filter, after, limit) : null;
    }

    private static string? TextOf(string? text, Check check)
    {
        if (text is null) return null;
        if (text.Length > Check.LongestReference) check.Add("q", "too_long", Check.LongestReference.ToString(CultureInfo.InvariantCulture));
        else if (SearchText.Fold(text).Length == 0) check.Add("q", "empty_text");
        return text;
    }

    private static NumberPattern? NumberOf(string? text, Check check)
    {
        if (text is null) return null;
        if (!NumberPattern.TryParse(text, out var number)) check.Add("to", "bad_number_pattern", text);
        return number;
    }

    private static List<MessageState> StatesOf(string? words, Check check)
    {
        var states = new List<MessageState>();
        foreach (var word in words?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (StateWords.StatesOf(word) is { } known) states.AddRange(known);
            else check.Add("state", "unknown_state", word);
        }
        return states;
    }

    private static List<long>? AccountsOf(string? name, Catalog catalog, long service) => name is null
        ? null
        : [.. catalog.Accounts.Values.Where(a => (a.ServiceId is null || a.ServiceId == service) && a.Name == name).Select(a => a.Id)];

    // what no message can be tagged with: stored, "a|b" would be two tags
    private static string? TagOf(string? text, Check check)
    {
        if (text is not null && !Check.IsTag(text)) check.Add("tag", "bad_tag", text);
        return text;
    }

    private static MessageCursor? CursorOf(string? text, Check check)
    {
        if (text is null) return null;
        if (MessageCursor.TryParse(text, out var cursor)) return cursor;
        check.Add("next", "bad_cursor");
        return null;
    }
}

/// <param name="Messages">Newest first.</param>
/// <param name="Next">Pass it as <c>next</c> for the page after this one; null: this was the last.</param>
/// <param name="SearchedUntil">How far back a filtered page has looked; null: to the end.</param>
public sealed record MessagePageView(IReadOnlyList<MessageView> Messages, string? Next, DateTime? SearchedUntil);
