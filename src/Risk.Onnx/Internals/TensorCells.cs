using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>Copies numbers into and out of the memory of tensors, converting between float rows and the tensor's type.</summary>
internal static class TensorCells
{
    /// <summary>The bytes of an element; 0 for types that no feature or score can have.</summary>
    public static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.Double or TensorElementType.Int64 => 8,
        TensorElementType.Float or TensorElementType.Int32 => 4,
        TensorElementType.Float16 => 2,
        TensorElementType.Bool => 1,
        _ => 0,
    };

    /// <summary>
    /// Writes features. Fractions are cut off for integers; what has no room in an integer, NaN among it, becomes the least one, as with ONNX Runtime's Cast.
    /// </summary>
    public static void Write<T>(ReadOnlySpan<T> values, Span<byte> cells, TensorElementType type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (type)
        {
            case TensorElementType.Float when typeof(T) == typeof(float):
            case TensorElementType.Double when typeof(T) == typeof(double):
                MemoryMarshal.AsBytes(values).CopyTo(cells);
                break;
            case TensorElementType.Float:
                Convert(values, MemoryMarshal.Cast<byte, float>(cells));
                break;
            case TensorElementType.Double:
                Convert(values, MemoryMarshal.Cast<byte, double>(cells));
                break;
            case TensorElementType.Float16:
                Convert(values, MemoryMarshal.Cast<byte, Half>(cells));
                break;
            case TensorElementType.Int64:
                WriteLongs(values, MemoryMarshal.Cast<byte, long>(cells));
                break;
            case TensorElementType.Int32:
                WriteIntegers(values, MemoryMarshal.Cast<byte, int>(cells));
                break;
            default:
                WriteBooleans(values, cells);
                break;
        }
    }

    /// <summary>Reads scores.</summary>
    public static void Read<T>(ReadOnlySpan<byte> cells, Span<T> values, TensorElementType type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (type)
        {
            case TensorElementType.Float when typeof(T) == typeof(float):
            case TensorElementType.Double when typeof(T) == typeof(double):
                cells.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case TensorElementType.Float:
                Convert(MemoryMarshal.Cast<byte, float>(cells), values);
                break;
            case TensorElementType.Double:
                Convert(MemoryMarshal.Cast<byte, double>(cells), values);
                break;
            case TensorElementType.Float16:
                Convert(MemoryMarshal.Cast<byte, Half>(cells), values);
                break;
            case TensorElementType.Int64:
                Convert(MemoryMarshal.Cast<byte, long>(cells), values);
                break;
            case TensorElementType.Int32:
                Convert(MemoryMarshal.Cast<byte, int>(cells), values);
                break;
            default:
                Convert(cells, values);
                break;
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }

    private static void WriteLongs<T>(ReadOnlySpan<T> values, Span<long> cells)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            cells[i] = value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue;
        }
    }

    private static void WriteIntegers<T>(ReadOnlySpan<T> values, Span<int> cells)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            cells[i] = value is > -2147483649.0 and < 2147483648.0 ? (int)value : int.MinValue;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteBooleans<T>(ReadOnlySpan<T> values, Span<byte> cells)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            cells[i] = T.IsZero(values[i]) ? (byte)0 : (byte)1;
        }
    }
}
