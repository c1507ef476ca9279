using System.Buffers;

namespace Rasan.Web.Panel.Exports;

/// <summary>Takes what is written without waiting and hands it on when told to: a zip closes its parts with blocking writes, which a server refuses.</summary>
internal sealed class StagedStream : Stream
{
    private readonly ArrayBufferWriter<byte> _staged = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async Task HandOnAsync(Stream output, CancellationToken ct)
    {
        await output.WriteAsync(_staged.WrittenMemory, ct);
        _staged.ResetWrittenCount();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _staged.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // nothing lies between here and the staged bytes
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
