using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>Transposes four by four values of 32 bits.</summary>
internal static class Quads
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<int> first, ref Vector128<int> second, ref Vector128<int> third, ref Vector128<int> fourth)
    {
        Vector128<long> lowA = Low(first, second);
        Vector128<long> highA = High(first, second);
        Vector128<long> lowB = Low(third, fourth);
        Vector128<long> highB = High(third, fourth);
        first = Vector128.Create(lowA.GetLower(), lowB.GetLower()).AsInt32();
        second = Vector128.Create(lowA.GetUpper(), lowB.GetUpper()).AsInt32();
        third = Vector128.Create(highA.GetLower(), highB.GetLower()).AsInt32();
        fourth = Vector128.Create(highA.GetUpper(), highB.GetUpper()).AsInt32();
    }

    /// <summary>The same in each quarter; only where AVX-512 is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third, ref Vector512<float> fourth)
    {
        Vector512<double> lowA = Avx512F.UnpackLow(first, second).AsDouble();
        Vector512<double> highA = Avx512F.UnpackHigh(first, second).AsDouble();
        Vector512<double> lowB = Avx512F.UnpackLow(third, fourth).AsDouble();
        Vector512<double> highB = Avx512F.UnpackHigh(third, fourth).AsDouble();
        first = Avx512F.UnpackLow(lowA, lowB).AsSingle();
        second = Avx512F.UnpackHigh(lowA, lowB).AsSingle();
        third = Avx512F.UnpackLow(highA, highB).AsSingle();
        fourth = Avx512F.UnpackHigh(highA, highB).AsSingle();
    }

    /// <summary>The first halves of both, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Low(Vector128<int> left, Vector128<int> right) =>
        (Sse2.IsSupported ? Sse2.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1])).AsInt64();

    /// <summary>The second halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> High(Vector128<int> left, Vector128<int> right) =>
        (Sse2.IsSupported ? Sse2.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3])).AsInt64();
}
