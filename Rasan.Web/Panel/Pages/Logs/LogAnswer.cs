using Rasan.Core.Logs;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>What a log answers to a question.</summary>
/// <param name="Rows">Null: nothing was asked, for the question is wrong.</param>
/// <param name="Next">Where the next page begins; null: this was the last one.</param>
/// <param name="SearchedUntil">How far a filtered page has looked; null: to the end.</param>
/// <param name="Faults">What is wrong with the question.</param>
public sealed record LogAnswer<TRow>(IReadOnlyList<TRow>? Rows, LogCursor? Next, DateTimeOffset? SearchedUntil, IReadOnlyList<Fault> Faults)
{
    /// <summary>The question is wrong, and nothing was asked.</summary>
    public LogAnswer(IReadOnlyList<Fault> faults) : this(Rows: null, Next: null, SearchedUntil: null, faults) { }
}
