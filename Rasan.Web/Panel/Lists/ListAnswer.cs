using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Lists;

/// <summary>What a list answers to a question.</summary>
/// <param name="Rows">Null: nothing was asked, for the question is wrong.</param>
/// <param name="Next">Where the next page begins; null: this was the last one.</param>
/// <param name="SearchedUntil">How far a filtered page has looked; null: to the end.</param>
/// <param name="Faults">What is wrong with the question.</param>
public record ListAnswer<TRow>(IReadOnlyList<TRow>? Rows, string? Next, DateTimeOffset? SearchedUntil, IReadOnlyList<Fault> Faults)
{
    /// <summary>The question is wrong, and nothing was asked.</summary>
    public ListAnswer(IReadOnlyList<Fault> faults) : this(Rows: null, Next: null, SearchedUntil: null, faults) { }

    public ListAnswer(IReadOnlyList<TRow> rows, string? next = null) : this(rows, next, SearchedUntil: null, []) { }
}
