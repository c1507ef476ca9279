using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rasan.Core.Storage;

namespace Rasan.Providers.Sandbox;

/// <summary>
/// The Sandbox's durable record. Work waits in a queue, the writer puts what is there into one transaction, and every caller goes on only
/// after its commit. Questions pass the same queue, so that none is answered before a request that came earlier.
/// </summary>
public sealed partial class SandboxRecord : IAsyncDisposable
{
    private const int MostPerCommit = 512;

    private readonly Channel<IJob> _queue = Channel.CreateBounded<IJob>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly string _path;
    private readonly ILogger<SandboxRecord> _logger;
    private readonly Task _writer;
    private SandboxDesk? _desk;

    public SandboxRecord(DataDirectory directory, ILogger<SandboxRecord> logger)
    {
        (_path, _logger) = (directory.File("sandbox.db"), logger);
        _writer = Task.Run(WriteAsync);
    }

    /// <param name="untilQueued">Ends the wait for a place in the queue. What is queued is waited for to its end: a request that may still be
    /// committed must not be called unknown.</param>
    public async Task<T> RunAsync<T>(Func<SandboxDesk, T> work, CancellationToken untilQueued)
    {
        var job = new Job<T>(work);
        await _queue.Writer.WriteAsync(job, untilQueued);
        return await job.Result;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        _desk?.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<IJob>(MostPerCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var job)) batch.Add(job);
            Commit(batch);
        }
    }

    private void Commit(List<IJob> batch)
    {
        try
        {
            _desk ??= SandboxDesk.Open(_path);
            _desk.Begin();
            foreach (var job in batch) job.Run(_desk);
            _desk.Commit();
        }
        catch (Exception fault)   // whatever it was, every caller of the batch must hear it, and the next batch starts from a fresh connection
        {
            _desk?.Dispose();
            _desk = null;
            LogNotWritten(batch.Count, fault);
            foreach (var job in batch) job.Fail(fault);
            return;
        }
        foreach (var job in batch) job.Finish();
    }

    [LoggerMessage(6102, LogLevel.Error, "The Sandbox could not write its record; {Count} callers were told so")]
    private partial void LogNotWritten(int count, Exception fault);

    private interface IJob
    {
        void Run(SandboxDesk desk);
        void Finish();
        void Fail(Exception fault);
    }

    private sealed class Job<T>(Func<SandboxDesk, T> work) : IJob
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;

        public Task<T> Result => _result.Task;

        public void Run(SandboxDesk desk) => _value = work(desk);

        public void Finish() => _result.SetResult(_value!);

        public void Fail(Exception fault) => _result.SetException(fault);
    }
}
