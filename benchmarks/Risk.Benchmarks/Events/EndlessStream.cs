namespace Risk.Benchmarks.Events;

/// <summary>A file whose rows begin again when they end, so that a reader of files can be measured event by event.</summary>
internal sealed class EndlessStream(byte[] header, byte[] rows) : MemoryStream
{
    private int _at = -header.Length;

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        ReadOnlySpan<byte> rest = _at < 0 ? header.AsSpan(header.Length + _at) : rows.AsSpan(_at);
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _at = _at + count == rows.Length ? 0 : _at + count;
        return count;
    }
}
