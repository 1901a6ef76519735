using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>
/// Elements that lie in more than two windows of a vector's width: each pair of windows is permuted, and every lane takes the
/// result of its own pair.
/// </summary>
internal sealed unsafe class WindowPairs
{
    /// <summary>The most pairs that a header has room for.</summary>
    public const int Most = 4;

    private readonly int[] _starts;
    private readonly int[][] _permutations;
    private readonly bool[][] _isOfPair;

    /// <param name="positions">The elements, one for each lane.</param>
    /// <param name="starts">Where the windows start.</param>
    /// <param name="windowOf">By lane, the window that its element is in.</param>
    public WindowPairs(ReadOnlySpan<int> positions, IReadOnlyList<int> starts, ReadOnlySpan<int> windowOf)
    {
        int width = positions.Length;
        _starts = [.. starts, .. starts.Count % 2 == 0 ? [] : starts.TakeLast(1)];
        _permutations = [.. Enumerable.Range(0, Count).Select(_ => new int[width])];
        _isOfPair = [.. Enumerable.Range(0, Count).Select(_ => new bool[width])];
        for (int i = 0; i < width; i++)
        {
            int window = windowOf[i];
            _permutations[window / 2][i] = positions[i] - starts[window] + (window % 2 * width);
            _isOfPair[window / 2][i] = true;
        }
    }

    public int Count => _starts.Length / 2;

    /// <summary>Adds the header and behind it the permutations, and from the second pair on which lanes are the pair's.</summary>
    public void Write(TapeWriter tape, BlockHeader header)
    {
        header.Pairs = Count;
        for (int i = 0; i < _starts.Length; i++)
        {
            header.Windows[i] = _starts[i];
        }

        tape.Add(header);
        for (int pair = 0; pair < Count; pair++)
        {
            Write(tape, _permutations[pair]);
            if (pair > 0)
            {
                Write(tape, Array.ConvertAll(_isOfPair[pair], isOfPair => isOfPair ? -1 : 0));
            }
        }
    }

    /// <summary>Brings eight elements of 64 bits together; moves the tape past what was read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Load(BlockHeader* header, long* source, ref double* tape)
    {
        int* window = header->Windows;
        int* end = window + (2 * header->Pairs);
        Vector512<long> result = Avx512F.PermuteVar8x64x2(
            Vector512.Load(source + window[0]), Vector512.Load((long*)tape), Vector512.Load(source + window[1]));
        tape += Vector512<double>.Count;
        for (window += 2; window < end; window += 2)
        {
            Vector512<long> pair = Avx512F.PermuteVar8x64x2(
                Vector512.Load(source + window[0]), Vector512.Load((long*)tape), Vector512.Load(source + window[1]));
            result = Vector512.ConditionalSelect(Vector512.Load((long*)tape + Vector512<long>.Count), pair, result);
            tape += 2 * Vector512<double>.Count;
        }

        return result;
    }

    /// <summary>Brings sixteen elements of 32 bits together; moves the tape past what was read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(BlockHeader* header, int* source, ref double* tape)
    {
        int* window = header->Windows;
        int* end = window + (2 * header->Pairs);
        Vector512<int> result = Avx512F.PermuteVar16x32x2(
            Vector512.Load(source + window[0]), Vector512.Load((int*)tape), Vector512.Load(source + window[1]));
        tape += Vector512<double>.Count;
        for (window += 2; window < end; window += 2)
        {
            Vector512<int> pair = Avx512F.PermuteVar16x32x2(
                Vector512.Load(source + window[0]), Vector512.Load((int*)tape), Vector512.Load(source + window[1]));
            result = Vector512.ConditionalSelect(Vector512.Load((int*)tape + Vector512<int>.Count), pair, result);
            tape += 2 * Vector512<double>.Count;
        }

        return result;
    }

    // Eight lanes are of 64 bits, sixteen of 32.
    private static void Write(TapeWriter tape, int[] lanes)
    {
        if (lanes.Length == Vector512<long>.Count)
        {
            tape.Add(Array.ConvertAll(lanes, lane => (long)lane));
        }
        else
        {
            tape.Add(lanes);
        }
    }
}
