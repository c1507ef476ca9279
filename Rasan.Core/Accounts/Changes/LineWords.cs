using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Core.Accounts.Changes;

/// <summary>A line's form against its rules, and into its row.</summary>
public static class LineWords
{
    private const string TimeFormat = "HH:mm";

    extension(LineClass lineClass)
    {
        /// <summary>As the API says it.</summary>
        public string Word => lineClass.ToString().ToLowerInvariant();
    }

    extension(LineForm form)
    {
        /// <param name="others">The account's other lines.</param>
        /// <param name="line">The one that is changed; null: it is new.</param>
        internal List<Fault> FaultsFor(IEnumerable<Line> others, Line? line)
        {
            var faults = new List<Fault>();
            var number = NumberOf(form.Number);
            if (line is null && number.Length == 0) faults.Add(new("number", "required"));
            if (number.Length > LineForm.LongestNumber) faults.Add(new("number", "too_long", LineForm.LongestNumber.ToString(CultureInfo.InvariantCulture)));
            if (line is not null && number.Length > 0 && number != line.Number) faults.Add(new("number", "cannot_change", line.Number));
            if (others.Any(other => other.Number == number)) faults.Add(new("number", "line_taken", number));
            if (form.Class is { } word && ClassOf(word) is null) faults.Add(new("class", "unknown_line_class", word));
            faults.AddRange(HourFaults(form));
            if (!string.IsNullOrWhiteSpace(form.Zone) && !TimeZoneInfo.TryFindSystemTimeZoneById(form.Zone.Trim(), out _)) faults.Add(new("zone", "unknown_zone", form.Zone));
            if (Join(form.Intents)?.Length > LineForm.LongestIntents) faults.Add(new("intents", "too_long", LineForm.LongestIntents.ToString(CultureInfo.InvariantCulture)));
            return faults;
        }

        internal void Fill(Line line)
        {
            (line.Class, line.IsActive, line.Receives) = (ClassOf(form.Class ?? LineClass.Service.Word)!.Value, form.IsActive, form.Receives);
            (line.OpensAt, line.ClosesAt) = (TimeOf(form.OpensAt), TimeOf(form.ClosesAt));
            (line.Zone, line.Intents) = (line.OpensAt is null || string.IsNullOrWhiteSpace(form.Zone) ? null : form.Zone.Trim(), Join(form.Intents));
        }
    }

    /// <summary>In Latin digits, without blanks around it.</summary>
    internal static string NumberOf(string? number) => Digits.Fold((number ?? "").Trim());

    private static IEnumerable<Fault> HourFaults(LineForm form)
    {
        foreach (var (field, value) in new[] { ("opens_at", form.OpensAt), ("closes_at", form.ClosesAt) })
            if (!string.IsNullOrWhiteSpace(value) && TimeOf(value) is null) yield return new(field, "bad_hour", value);
        if (string.IsNullOrWhiteSpace(form.OpensAt) != string.IsNullOrWhiteSpace(form.ClosesAt)) yield return new(string.IsNullOrWhiteSpace(form.OpensAt) ? "opens_at" : "closes_at", "required");
    }

    private static LineClass? ClassOf(string word) => Array.Find([.. Enum.GetValues<LineClass>().Select(one => (LineClass?)one)], one => one!.Value.Word == word);

    private static string? TimeOf(string? text) =>
        TimeOnly.TryParseExact(Digits.Fold((text ?? "").Trim()), [TimeFormat, "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString(TimeFormat, CultureInfo.InvariantCulture) : null;

    private static string? Join(IReadOnlyList<string>? intents)
    {
        var named = (intents ?? []).SelectMany(intent => intent.Replace('،', ',').Split(',')).Select(intent => intent.Trim()).Where(intent => intent.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return named.Count == 0 ? null : string.Join(',', named);
    }
}
