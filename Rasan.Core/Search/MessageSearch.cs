using Rasan.Core.Intents;
using Rasan.Core.Messages;

namespace Rasan.Core.Search;

/// <summary>What a filter says of texts and numbers, ready to be compared.</summary>
internal sealed record MessageSearch(string? Text, NumberPattern? Number)
{
    /// <summary>Null: the filter says nothing of them.</summary>
    public static MessageSearch? Of(MessageFilter filter)
    {
        var text = filter.Text is { } written ? SearchText.Fold(written) : "";
        return text.Length == 0 && filter.Number is null ? null : new(text.Length == 0 ? null : text, filter.Number);
    }

    /// <summary>Whether the index narrows it down; one or two characters alone it can't find.</summary>
    public bool IsIndexed => Number is not null || SearchText.HasTrigram(Text!);

    /// <summary>The index is asked for what is rarer: a whole number is, the beginning of one is not.</summary>
    public bool AsksForNumber => Number is { IsWhole: true } || Text is null || !SearchText.HasTrigram(Text);

    /// <summary>The question to the index for a number; what it finds is compared again.</summary>
    public string NumberQuestion => QuestionOf(Number!);

    /// <summary>The question for a text, once the index has said which of its trigrams are rare.</summary>
    public string? TextQuestion { get; set; }

    public bool Matches(SearchRow row) => Matches(row.Kind, row.Recipient, row.Text, row.Reference);

    public bool Matches(Kind kind, string? recipient, string? text, string? reference) =>
        recipient is not null
        && Number?.Matches(recipient) != false
        && (Text is null || (kind != Kind.Otp && SearchText.Contains(text, Text)) || SearchText.Contains(reference, Text));

    /// <summary>Beginnings of 5, 7 and 9 digits have lists of their own; longer ones are few enough to be gathered.</summary>
    private static string QuestionOf(NumberPattern number) => number switch
    {
        { IsWhole: true, Digits: var digits } => $"\"{digits}\"",
        { Digits: { Length: >= 9 } digits } => $"\"{digits[..9]}\"*",
        { Digits: { Length: >= 7 } digits } => $"\"{digits[..7]}\"*",
        var beginning => $"\"{beginning.Digits[..5]}\"*",
    };
}
