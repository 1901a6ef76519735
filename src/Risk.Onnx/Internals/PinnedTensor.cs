using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>A tensor whose memory is ours: it never moves, so that it can be bound once and filled on every call.</summary>
internal sealed unsafe class PinnedTensor : IDisposable
{
    // A cache line, and the widest vector.
    private const int Alignment = 64;

    private readonly byte[] _memory;
    private readonly int _start;
    private readonly int _length;

    public PinnedTensor(TensorElementType type, long[] shape)
    {
        long elements = 1;
        foreach (long size in shape)
        {
            elements = checked(elements * size);
        }

        _length = checked((int)elements * TensorCells.SizeOf(type));
        _memory = GC.AllocateArray<byte>(checked(_length + Alignment), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        _start = (int)(-address & (Alignment - 1));

        // The array is pinned for its life, and this object keeps it alive as long as the value is bound.
        Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, address + _start, _length);
    }

    public OrtValue Value { get; }

    public Span<byte> Cells => _memory.AsSpan(_start, _length);

    public void Dispose() => Value.Dispose();
}
