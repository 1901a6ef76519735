using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary>One lane of float32: the law that the vectors follow.</summary>
internal readonly struct ScalarSingle : ISingleLanes<float>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(ref readonly float source, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in source), offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Negate(float value) => -value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float value) => MathF.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SelectLess(float left, float right, float whenLess, float otherwise)
    {
        // A ternary becomes a branch, which the sign of a value makes unpredictable.
        return Vector128.IsHardwareAccelerated
            ? Vector128.ConditionalSelect(
                Vector128.LessThan(Vector128.CreateScalarUnsafe(left), Vector128.CreateScalarUnsafe(right)),
                Vector128.CreateScalarUnsafe(whenLess),
                Vector128.CreateScalarUnsafe(otherwise)).ToScalar()
            : left < right ? whenLess : otherwise;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(float left, float right) => left < right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PowerOfTwo(float biasedExponentInLowBits) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(biasedExponentInLowBits) << 23);
}
