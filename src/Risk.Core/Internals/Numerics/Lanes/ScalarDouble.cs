using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary>One lane of float64: the law that the vectors follow.</summary>
internal readonly struct ScalarDouble : IDoubleLanes<double>
{
    /// <summary>Bits of 1.0.</summary>
    public const long One = 0x3FF0_0000_0000_0000;

    /// <summary>Bits of 1.0 less those of 11/16: moves the border between two exponents from 1 to 11/16.</summary>
    public const long SplitToOne = One - 0x3FE6_0000_0000_0000;

    /// <summary>How far the first four bits of the mantissa are from the lowest.</summary>
    public const int TableShift = 48;

    /// <summary>The bits of the exponent.</summary>
    public const long ExponentMask = 0x7FF0_0000_0000_0000;

    /// <summary>Bits of 2^52: an integer below it in the low bits makes a double.</summary>
    public const long TwoToThe52 = 0x4330_0000_0000_0000;

    /// <summary>2^52 and the bias of the exponent.</summary>
    public const double TwoToThe52AndBias = 4503599627370496d + 1023;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Broadcast(double value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(ref readonly double source, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in source), offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(ref readonly float source, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in source), offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double value, ref double destination, nuint offset) => Unsafe.Add(ref destination, offset) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double value, ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = (float)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Add(double left, double right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Subtract(double left, double right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Multiply(double left, double right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(double left, double right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FusedMultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Negate(double value) => -value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double value) => Math.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double CopySign(double magnitude, double sign) => Math.CopySign(magnitude, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SelectLess(double left, double right, double whenLess, double otherwise)
    {
        // A ternary becomes a branch, which the sign of a margin makes unpredictable: twice the time of a sigmoid.
        return Vector128.IsHardwareAccelerated
            ? Vector128.ConditionalSelect(
                Vector128.LessThan(Vector128.CreateScalarUnsafe(left), Vector128.CreateScalarUnsafe(right)),
                Vector128.CreateScalarUnsafe(whenLess),
                Vector128.CreateScalarUnsafe(otherwise)).ToScalar()
            : left < right ? whenLess : otherwise;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(double left, double right) => left < right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTwo(double biasedExponentInLowBits) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(biasedExponentInLowBits) << 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SplitExponent(double value, out double exponent, out double scale)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        long biased = (bits + SplitToOne) & ExponentMask;
        exponent = BitConverter.Int64BitsToDouble((biased >>> 52) | TwoToThe52) - TwoToThe52AndBias;
        scale = BitConverter.Int64BitsToDouble((2 * One) - biased);
        return BitConverter.Int64BitsToDouble(bits - biased + One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LookUp(double value, ref readonly double table) =>
        Unsafe.Add(ref Unsafe.AsRef(in table), (nint)(BitConverter.DoubleToInt64Bits(value) >> TableShift) & 15);
}
