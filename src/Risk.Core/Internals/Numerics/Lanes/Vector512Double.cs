using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Internals.Numerics;

/// <summary>Eight lanes of float64.</summary>
internal readonly struct Vector512Double : IDoubleLanes<Vector512<double>>
{
    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref readonly double source, nuint offset) => Vector512.LoadUnsafe(in source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref readonly float source, nuint offset)
    {
        Vector256<float> narrow = Vector256.LoadUnsafe(in source, offset);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(narrow)
            : Vector512.Create(Vector256.WidenLower(narrow), Vector256.WidenUpper(narrow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, ref double destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, ref float destination, nuint offset) =>
        Vector256.Narrow(value.GetLower(), value.GetUpper()).StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Subtract(Vector512<double> left, Vector512<double> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Multiply(Vector512<double> left, Vector512<double> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Divide(Vector512<double> left, Vector512<double> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FusedMultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Negate(Vector512<double> value) => -value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> value) => Vector512.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> CopySign(Vector512<double> magnitude, Vector512<double> sign) => Vector512.CopySign(magnitude, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SelectLess(Vector512<double> left, Vector512<double> right, Vector512<double> whenLess, Vector512<double> otherwise) =>
        Vector512.ConditionalSelect(Vector512.LessThan(left, right), whenLess, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Vector512<double> left, Vector512<double> right) => Vector512.LessThanAny(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PowerOfTwo(Vector512<double> biasedExponentInLowBits) =>
        (biasedExponentInLowBits.AsInt64() << 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SplitExponent(Vector512<double> value, out Vector512<double> exponent, out Vector512<double> scale)
    {
        Vector512<long> bits = value.AsInt64();
        Vector512<long> biased = (bits + Vector512.Create(ScalarDouble.SplitToOne)) & Vector512.Create(ScalarDouble.ExponentMask);
        exponent = ((biased >>> 52) | Vector512.Create(ScalarDouble.TwoToThe52)).AsDouble() - Vector512.Create(ScalarDouble.TwoToThe52AndBias);
        scale = (Vector512.Create(2 * ScalarDouble.One) - biased).AsDouble();
        return (bits - biased + Vector512.Create(ScalarDouble.One)).AsDouble();
    }

    // The permutation looks at four bits of each index only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LookUp(Vector512<double> value, ref readonly double table) => Avx512F.IsSupported
        ? Avx512F.PermuteVar8x64x2(
            Vector512.LoadUnsafe(in table), value.AsInt64() >>> ScalarDouble.TableShift, Vector512.LoadUnsafe(in table, (nuint)Vector512<double>.Count))
        : Vector512.Create(Vector256Double.LookUp(value.GetLower(), in table), Vector256Double.LookUp(value.GetUpper(), in table));
}
