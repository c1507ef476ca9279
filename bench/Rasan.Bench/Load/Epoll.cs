using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Rasan.Bench.Load;

/// <summary>
/// Linux's epoll with plain non-blocking send and recv. The framework's sockets hand every answer to the thread pool,
/// which costs the generator more than the server it measures; on two shared cores that would be the result.
/// </summary>
internal sealed partial class Epoll(int capacity) : IDisposable
{
    private const int AddOperation = 1;
    private const uint Readable = 1;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    // struct epoll_event is packed on x86-64 alone
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly SafeEpollHandle _handle = Open();
    private readonly byte[] _events = new byte[capacity * EventSize];

    public void Watch(Socket socket, int tag)
    {
        Span<byte> entry = stackalloc byte[EventSize];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Readable);
        BinaryPrimitives.WriteInt64LittleEndian(entry[^8..], tag);
        if (epoll_ctl(_handle, AddOperation, socket.SafeHandle, entry) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>How many sockets have something to read; their tags by <see cref="TagAt"/>.</summary>
    public int Wait(int milliseconds) => Math.Max(0, epoll_wait(_handle, _events, _events.Length / EventSize, milliseconds));

    public int TagAt(int place) =>
        (int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((place * EventSize) + EventSize - 8, 8));

    /// <returns>Bytes read; 0: the other side closed; -1: nothing there.</returns>
    public static int Receive(SafeSocketHandle socket, Span<byte> into)
    {
        var read = (int)recv(socket, into, (nuint)into.Length, DontWait);
        return read >= 0 ? read : Marshal.GetLastPInvokeError() is Again or Interrupted ? -1 : 0;
    }

    private const int Again = 11;
    private const int Interrupted = 4;

    /// <returns>False when the line is broken. Requests are far smaller than a socket's buffer: all or nothing.</returns>
    public static bool Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes) =>
        send(socket, bytes, (nuint)bytes.Length, DontWait | NoSignal) == bytes.Length;

    public void Dispose() => _handle.Dispose();

    private static SafeEpollHandle Open()
    {
        var made = epoll_create1(0);
        return made.IsInvalid ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : made;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeEpollHandle epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(SafeEpollHandle epoll, int operation, SafeSocketHandle socket, ReadOnlySpan<byte> entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(SafeEpollHandle epoll, Span<byte> events, int count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(SafeSocketHandle socket, Span<byte> into, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, nuint length, int flags);

    private sealed class SafeEpollHandle() : Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => close(handle) == 0;
    }

    [LibraryImport("libc")]
    private static partial int close(nint descriptor);
}
