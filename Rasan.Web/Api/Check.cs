using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;

namespace Rasan.Web.Api;

/// <summary>Collects what is wrong with a request's values, by JSON field. Costs nothing while nothing is.</summary>
internal sealed class Check(DateTimeOffset now)
{
    public const int LongestKey = 120, LongestPhone = 32, LongestLanguage = 10, LongestText = 4000, LongestReference = 200, LongestTag = 50, MostTags = 20;

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(366);   // a year, and a day for leap years and zones

    private List<Fault>? _faults;

    public IReadOnlyList<Fault>? Faults => _faults;

    public void Add(string field, string code, string? value = null) => (_faults ??= []).Add(new(field, code, value));

    /// <summary>A text that must be there.</summary>
    public string Required(string field, string? text, int longest)
    {
        if (!string.IsNullOrWhiteSpace(text)) return Short(field, text, longest);
        Add(field, "required");
        return "";
    }

    /// <summary>Empty counts as absent.</summary>
    public string? Optional(string field, string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null : Short(field, text, longest);

    /// <summary>A key that may be left out, and may become a row: no blanks around it.</summary>
    public string? Key(string field, string? text) => Optional(field, text, LongestKey)?.Trim();

    public Recipient Phone(string field, string? text)
    {
        if (Required(field, text, LongestPhone) is not { Length: > 0 and <= LongestPhone } phone) return default;
        if (!Recipient.TryParse(phone, out var to)) Add(field, Addressee.BadNumber, phone);
        return to;
    }

    /// <summary>At most a year ahead; the past means now.</summary>
    public DateTimeOffset? Time(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!ApiTime.TryRead(text, out var time)) Add(field, "bad_time", text);
        else if (time > now + Horizon) Add(field, "too_far", text);
        return time;
    }

    /// <summary>The one word there is today, said or not.</summary>
    public string OneOf(string field, string? text, string known, string code)
    {
        if (!string.IsNullOrEmpty(text) && text != known) Add(field, code, text);
        return known;
    }

    /// <summary>A sending method that messages can go out on; null where none is said.</summary>
    public string? Channel(string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!ChannelKeys.Served.Contains(text, StringComparer.Ordinal)) Add(field, "unknown_channel", text);
        return text;
    }

    public Kind? Kind(string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var kind = Core.Intents.Kind.Of(text);
        if (kind is null) Add(field, "unknown_kind", text);
        return kind;
    }

    public Lane? Priority(string field, string? text) => Lane(field, text);

    public Lane? Lane(string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var lane = Core.Intents.Lane.Of(text);
        if (lane is null) Add(field, "unknown_priority", text);
        return lane;
    }

    public IReadOnlyList<string> Tags(string field, IReadOnlyList<string?>? tags)
    {
        if (tags is null or []) return [];
        if (tags.Count > MostTags) Add(field, "too_many", MostTags.ToString(CultureInfo.InvariantCulture));
        foreach (var tag in tags)
        {
            if (!IsTag(tag)) Add(field, "bad_tag", tag);
        }
        return [.. tags.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    public static bool IsTag(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestTag && !text.AsSpan().ContainsAny('|', ',');

    /// <summary>A template, or a text.</summary>
    public void Content(string textField, string? text, string templateField, string? template)
    {
        if (text is null == template is null) Add(template is null ? textField : templateField, template is null ? "required" : "text_or_template");
        else if (text is not null && string.IsNullOrWhiteSpace(text)) Add(textField, "empty_text");
        else if (text?.Length > LongestText) Add(textField, "too_long", LongestText.ToString(CultureInfo.InvariantCulture));
    }

    private string Short(string field, string text, int longest)
    {
        if (text.Length > longest) Add(field, "too_long", longest.ToString(CultureInfo.InvariantCulture));
        return text;
    }
}
