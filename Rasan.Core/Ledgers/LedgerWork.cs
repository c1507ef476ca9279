using Rasan.Core.Dispatching;
namespace Rasan.Core.Ledgers;

/// <summary>Something done inside one of the writer's transactions. Run may be called again after a rollback: it keeps nothing between runs.</summary>
internal abstract class LedgerWork
{
    /// <summary>An answer of a provider, a report: tried until it is stored.</summary>
    public virtual bool MustSucceed => false;

    /// <summary>About how many rows it writes: the writer fills a commit by it.</summary>
    public virtual int Rows => 1;

    public abstract void Run(LedgerSession session);

    /// <summary>It is on the disk.</summary>
    public abstract void Done();
    public abstract void Failed(Exception exception);
}

/// <inheritdoc/>
internal sealed class LedgerWork<T>(Func<LedgerSession, T> run, bool mustSucceed = false, int rows = 1) : LedgerWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override bool MustSucceed => mustSucceed;

    public override int Rows => rows;

    public override void Run(LedgerSession session) => _result = run(session);

    public override void Done() => _done.TrySetResult(_result!);

    public override void Failed(Exception exception) => _done.TrySetException(exception);
}
