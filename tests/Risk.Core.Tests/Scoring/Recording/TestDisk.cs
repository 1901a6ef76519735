namespace Risk.Core.Tests.Scoring.Recording;

/// <summary>A disk that can be full or slow.</summary>
internal sealed class TestDisk
{
    private volatile bool _isFull;

    public bool IsFull
    {
        get => _isFull;
        set => _isFull = value;
    }

    public Action? BeforeWrite { get; init; }

    public Stream Open(string path) => IsFull ? throw Full() : new TestStream(this, path);

    private static IOException Full() => new("No space left on device");

    private sealed class TestStream(TestDisk disk, string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            disk.BeforeWrite?.Invoke();
            if (disk.IsFull)
            {
                // As a real one does, it takes what it has room for.
                base.Write(buffer[..(buffer.Length / 2)]);
                throw Full();
            }

            base.Write(buffer);
        }
    }
}
