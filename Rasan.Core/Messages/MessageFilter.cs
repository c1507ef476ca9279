using Rasan.Core.Search;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>Which messages are asked for. What is null or empty does not filter.</summary>
public sealed record MessageFilter
{
    public IReadOnlyList<MessageState> States { get; init; } = [];
    public string? Channel { get; init; }

    /// <summary>Ids of the accounts that tried last.</summary>
    public IReadOnlyList<long>? Accounts { get; init; }

    /// <summary>The sender number, asked for or used.</summary>
    public string? Line { get; init; }
    public long? TemplateId { get; init; }
    public string? Intent { get; init; }
    public string? Tag { get; init; }
    public string? Reference { get; init; }

    /// <summary>Part of the text or of the reference, however it is typed. For those who may see texts.</summary>
    public string? Text { get; init; }

    /// <summary>The number, or how it begins; a beginning is for those who may see numbers.</summary>
    public NumberPattern? Number { get; init; }

    /// <summary>Accepted at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether rows must be read to tell which ones match: times alone are found in the index.</summary>
    internal bool LooksAtRows =>
        States.Count > 0 || TemplateId is not null || Accounts is not null || (Channel ?? Line ?? Intent ?? Tag ?? Reference ?? Text) is not null || Number is not null;

    /// <summary>What one may be told is what one may ask by.</summary>
    internal Permissions Needs =>
        Permissions.SeeMessages | (Text is null ? Permissions.None : Permissions.SeeTexts) | (Number is { IsWhole: false } || MayHoldNumber(Reference) || MayHoldNumber(Tag) ? Permissions.SeeNumbers : Permissions.None);

    private static bool MayHoldNumber(string? words) => words is not null && OwnWords.MayHoldNumber(words);
}
