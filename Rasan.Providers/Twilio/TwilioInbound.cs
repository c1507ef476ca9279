using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Twilio;

/// <summary>
/// One step of pulling a line's inbound messages. Twilio lists the newest first, so that many new ones are walked through page by page,
/// back to where the last walk began.
/// </summary>
internal sealed class TwilioInbound
{
    private const int PageSize = 200;

    /// <summary>A message may show in the list after a younger one.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private readonly string _line;
    private readonly TwilioCursor _cursor;

    public TwilioInbound(string line, string? cursor) => (_line, _cursor) = (line, (cursor is null ? null : LooseJson.Read(cursor, TwilioJson.Wire.TwilioCursor)) ?? new(null, []));

    public string? NextPage => _cursor.Next;

    private DateTimeOffset? Until => _cursor.Next is null ? _cursor.Newest : _cursor.Until;

    private IReadOnlyList<string> Seen => (_cursor.Next is null ? _cursor.Seen : _cursor.UntilSeen) ?? [];

    public IEnumerable<(string Name, string Value)> Question()
    {
        yield return (TwilioFields.To, _line);
        if (Until is { } until) yield return (TwilioFields.DateSentFrom, (until - Overlap).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return (TwilioFields.PageSize, PageSize.ToString(CultureInfo.InvariantCulture));
    }

    public InboundPage Take(TwilioMessages page)
    {
        var rows = (page.Messages ?? []).Where(row => row is { Direction: TwilioWords.Inbound, Sid.Length: > 0 }).Select(row => (Row: row, At: TwilioTime.Read(row.DateSent) ?? TwilioTime.Read(row.DateCreated))).ToList();
        var from = Until - Overlap;
        var fresh = rows.Where(each => !(each.At < from) && !Seen.Contains(each.Row.Sid, StringComparer.Ordinal)).ToList();
        var hasMore = page.NextPageUri is not null && Until is not null && !rows.Exists(each => each.At < from);   // what lies before the first pull is history, not news
        var newest = rows.Select(each => each.At).Append(_cursor.Newest).Max();
        var seen = rows.Where(each => each.At >= newest - Overlap).Select(each => each.Row.Sid!)
            .Concat(rows is [] || _cursor.Next is not null ? _cursor.Seen : []).Distinct(StringComparer.Ordinal).ToList();
        TwilioCursor next = hasMore ? new(newest, seen, page.NextPageUri, Until, Seen) : new(newest, seen);
        return new([.. Enumerable.Reverse(fresh).OrderBy(each => each.At).Select(each => Message(each.Row, each.At))], JsonSerializer.Serialize(next, TwilioJson.Wire.TwilioCursor), hasMore);
    }

    private InboundMessage Message(TwilioMessage row, DateTimeOffset? at) =>
        new(row.Sid, Recipient.TryParse(row.From, out var from) ? from.E164 : row.From ?? "", row.To ?? _line, row.Body ?? "", at);
}
