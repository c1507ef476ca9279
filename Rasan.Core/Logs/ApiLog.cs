using System.Buffers;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>A call as the door saw it: nothing is masked or formatted yet, that is the writer's work.</summary>
public readonly record struct LoggedCall
{
    public required DateTimeOffset At { get; init; }
    public long? ServiceId { get; init; }
    public long? TokenId { get; init; }
    public IPAddress? Address { get; init; }
    public required string Method { get; init; }
    public required string Route { get; init; }
    public required int Status { get; init; }
    public string? Code { get; init; }
    public required int Microseconds { get; init; }

    /// <summary>The body, in an array of the shared pool that the log gives back.</summary>
    public ArraySegment<byte> Request { get; init; }
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>Sizes of bodies too long to be kept.</summary>
    public int LongRequest { get; init; }
    public int LongResponse { get; init; }
    public string? TraceId { get; init; }
}

/// <summary>
/// The API log off the request's path: bounded, never waited for. What does not fit is counted and lost; a promise is
/// never held up by its own diary.
/// </summary>
public sealed partial class ApiLog(DataDirectory directory, ILogger<ApiLog> logger)
{
    private const int Room = 16_384, PerCommit = 4_096, LongestBody = 8 * 1024;

    /// <summary>Rows that come within it share a commit.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly Channel<LoggedCall> _calls = Channel.CreateBounded<LoggedCall>(new BoundedChannelOptions(Room) { SingleReader = true });
    private readonly List<LoggedCall> _batch = new(PerCommit);
    private long _dropped;

    /// <summary>Calls that were not logged, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(LoggedCall call)
    {
        if (call.Request.Count > LongestBody)
        {
            GiveBack(call);
            call = call with { Request = default, LongRequest = call.Request.Count };
        }
        if (call.Response.Length > LongestBody) call = call with { Response = default, LongResponse = call.Response.Length };
        if (_calls.Writer.TryWrite(call)) return;
        GiveBack(call);
        Interlocked.Increment(ref _dropped);
    }

    /// <summary>Writes until the program stops, then what is left.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        ApiLogFile? file = null;
        var reported = 0L;
        try
        {
            while (await MoreAsync(stopping))
            {
                try
                {
                    Write(file ??= new(directory));
                }
                catch (Exception fault)   // whatever it is: the diary does not take the program down
                {
                    file = Lose(file, fault);
                    await PauseAsync(AfterFault, stopping);
                }
                if (Dropped is var dropped && dropped > reported) LogDropped(dropped - reported);
                reported = dropped;
            }
        }
        finally
        {
            file?.Dispose();
        }
    }

    private async ValueTask<bool> MoreAsync(CancellationToken stopping)
    {
        try
        {
            if (!await _calls.Reader.WaitToReadAsync(stopping)) return false;
        }
        catch (OperationCanceledException)
        {
            _calls.Writer.TryComplete();   // what came until now is still written
            return _calls.Reader.Count > 0;
        }
        if (_calls.Reader.Count < PerCommit) await PauseAsync(Gathering, stopping);
        return true;
    }

    private void Write(ApiLogFile file)
    {
        _batch.Clear();
        while (_batch.Count < PerCommit && _calls.Reader.TryRead(out var call)) _batch.Add(call);
        file.Append(_batch);
        foreach (var call in _batch) GiveBack(call);
        _batch.Clear();
    }

    private ApiLogFile? Lose(ApiLogFile? file, Exception fault)
    {
        LogFault(fault, _batch.Count);
        foreach (var call in _batch) GiveBack(call);
        Interlocked.Add(ref _dropped, _batch.Count);
        _batch.Clear();
        file?.Dispose();
        return null;
    }

    private static Task PauseAsync(TimeSpan pause, CancellationToken stopping) =>
        Task.Delay(pause, stopping).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static void GiveBack(in LoggedCall call)
    {
        if (call.Request.Array is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }

    [LoggerMessage(5101, LogLevel.Warning, "{Count} calls are missing from the API log: more came than could be written")]
    private partial void LogDropped(long count);

    [LoggerMessage(5102, LogLevel.Error, "The API log can't be written; {Count} calls are missing from it")]
    private partial void LogFault(Exception exception, int count);
}
