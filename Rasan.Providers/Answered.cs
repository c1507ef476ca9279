using System.Text;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers;

/// <summary>Whether a row of an answer speaks of the delivery that was handed over.</summary>
public static class Answered
{
    /// <summary>Nobody is another recipient by a number that can't be read.</summary>
    public static bool IsTo(Recipient to, string? number) => !Recipient.TryParse(number, out var read) || read == to;

    /// <summary>The same text, as vendors keep texts: with Persian letters and plain digits.</summary>
    public static bool IsText(string text, string? other) => other is null || Fold(text) == Fold(other);

    /// <summary>The same text, perhaps with words of the vendor's before or after it: a trial account's, or how to opt out.</summary>
    public static bool HoldsText(string text, string? other)
    {
        if (other is null) return false;
        var (ours, theirs) = (Fold(text), Fold(other));
        return ours.Length > 0 && (theirs.StartsWith(ours, StringComparison.Ordinal) || theirs.EndsWith(ours, StringComparison.Ordinal));
    }

    public static bool Fits(Delivery delivery, string? number, string? text) => IsTo(delivery.To, number) && IsText(delivery.Text, text);

    /// <summary>
    /// One answer per delivery. Rows are taken where they stand, else wherever one fits; a delivery without a row of its own is Unknown,
    /// and where rows are left over that speak of something else, it says so.
    /// </summary>
    public static ProviderAnswer[] Match<TRow>(IReadOnlyList<Delivery> deliveries, IReadOnlyList<TRow> rows, Func<TRow, Delivery, bool> fits, Func<TRow, ProviderAnswer> answer)
    {
        var rest = rows.ToList<TRow?>();
        var found = new ProviderAnswer?[deliveries.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var at = i < rest.Count && rest[i] is { } here && fits(here, deliveries[i]) ? i : rest.FindIndex(row => row is { } other && fits(other, deliveries[i]));
            if (at < 0) continue;
            found[i] = answer(rest[at]!);
            rest[at] = default;
        }
        var left = rest.Exists(row => row is not null) ? HttpCodes.OtherMessage : HttpCodes.Unreadable;
        return [.. found.Select(one => one ?? new ProviderAnswer.Unknown(left))];
    }

    /// <summary>Whether a refusal of a whole call may be the fault of one of its deliveries: of a number, or of a text where they differ.</summary>
    public static bool IsOfOne(IReadOnlyList<Delivery> deliveries, RefusalReason reason) => deliveries.Count > 1 && reason switch
    {
        RefusalReason.BadNumber or RefusalReason.Blocked => true,
        RefusalReason.BadMessage => deliveries.Any(delivery => delivery.Text != deliveries[0].Text),
        _ => false,
    };

    public static ProviderAnswer[] All(IReadOnlyList<Delivery> deliveries, ProviderAnswer answer) => [.. deliveries.Select(_ => answer)];

    /// <summary>Whoever wrote: E.164 where it is a number, else as the vendor writes it.</summary>
    public static string Sender(string? from) => Recipient.TryParse(from, out var number) ? number.E164 : from ?? "";

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n").Trim())
        {
            folded.Append(Digits.Fold(c) switch
            {
                'ي' or 'ى' => 'ی',
                'ك' => 'ک',
                var other => other,
            });
        }
        return folded.ToString();
    }
}
