using Rasan.Core.Dispatching;
using Rasan.Core.Logs;
using Rasan.Core.Storage;

namespace Rasan.Core.Ledgers;

/// <summary>What is stored together: messages, the answer their request gets, and the operation-log row of the change.</summary>
public sealed record AppendOrder(IReadOnlyList<MessageRow> Messages, StoredAnswer? Answer = null, Operation? Operation = null);

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    public sealed record Stored : AppendResult
    {
        public static readonly Stored Instance = new();
    }

    /// <summary>The same request came before: its answer, the body sealed.</summary>
    public sealed record Replayed(int Status, byte[] Body) : AppendResult;

    /// <summary>The key was used for another request.</summary>
    public sealed record Conflict : AppendResult
    {
        public static readonly Conflict Instance = new();
    }
}

/// <summary>More waits to be stored than is held in memory.</summary>
public sealed class LedgerFullException() : Exception("Too much waits to be stored.");
