using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Graph;

/// <summary>
/// y = alpha · x W + bias for constant weights, each of the value's rows on its own.
/// </summary>
/// <remarks>
/// Weights lie output-contiguous, [K, M] with M padded to 16: an output's sum runs over k from the first to the last by fused
/// multiply-add, whatever the width of the vectors, so every machine gives the same bits. Four blocks of 16 outputs advance
/// together to hide the latency. Few outputs of many inputs (a logistic regression) take the other way: 16 running sums
/// over k, folded in a fixed order.
/// </remarks>
internal sealed class DenseOperator : GraphOperator
{
    private const int Lanes = 16;
    private const int Blocks = 4;
    private const int FewOutputs = 4;

    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _padded;
    private readonly bool _fewOutputs;

    /// <summary>An operator of constant weights.</summary>
    /// <param name="weights">[inputs, outputs], row-major.</param>
    /// <param name="bias">One per output; what the sums begin with.</param>
    /// <param name="inputs">K.</param>
    /// <param name="outputs">M.</param>
    public DenseOperator(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int inputs, int outputs)
    {
        _inputs = inputs;
        _outputs = outputs;
        _fewOutputs = outputs <= FewOutputs;
        _padded = Pad(_fewOutputs ? inputs : outputs);
        _weights = new float[_padded * (_fewOutputs ? outputs : inputs)];
        _bias = new float[Pad(outputs)];
        bias.CopyTo(_bias);
        for (int input = 0; input < inputs; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                _weights[_fewOutputs ? (output * _padded) + input : (input * _padded) + output] = weights[(input * outputs) + output];
            }
        }
    }

    /// <summary>K.</summary>
    public int InputCount => _inputs;

    /// <summary>M.</summary>
    public int OutputCount => _outputs;

    /// <summary>The weight of an input for an output.</summary>
    public float Weight(int input, int output) => _weights[_fewOutputs ? (output * _padded) + input : (input * _padded) + output];

    /// <summary>The bias of an output.</summary>
    public float Bias(int output) => _bias[output];

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
        Span<float> results = frame.Write<float>(Outputs[0]);
        while (!results.IsEmpty)
        {
            if (_fewOutputs)
            {
                Dots(values[.._inputs], results[.._outputs]);
            }
            else
            {
                Columns(values[.._inputs], results[.._outputs]);
            }

            values = values[_inputs..];
            results = results[_outputs..];
        }
    }

    private static int Pad(int count) => (count + Lanes - 1) / Lanes * Lanes;

    private void Columns(ReadOnlySpan<float> values, Span<float> results)
    {
        int output = 0;
        for (; output <= _padded - (Blocks * Lanes); output += Blocks * Lanes)
        {
            FourBlocks(values, output, results[Math.Min(output, results.Length)..]);
        }

        for (; output < _padded; output += Lanes)
        {
            OneBlock(values, output, results[Math.Min(output, results.Length)..]);
        }
    }

    // Reads below lie inside _weights and _bias, whose lengths follow from the padded sizes the loops are bounded by.
    private void FourBlocks(ReadOnlySpan<float> values, int output, Span<float> results)
    {
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref float bias = ref MemoryMarshal.GetArrayDataReference(_bias);
        nuint at = (nuint)output;
        Vector512<float> a = Vector512.LoadUnsafe(ref bias, at);
        Vector512<float> b = Vector512.LoadUnsafe(ref bias, at + Lanes);
        Vector512<float> c = Vector512.LoadUnsafe(ref bias, at + (2 * Lanes));
        Vector512<float> d = Vector512.LoadUnsafe(ref bias, at + (3 * Lanes));
        foreach (float value in values)
        {
            Vector512<float> x = Vector512.Create(value);
            a = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref weights, at), a);
            b = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref weights, at + Lanes), b);
            c = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref weights, at + (2 * Lanes)), c);
            d = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref weights, at + (3 * Lanes)), d);
            at += (nuint)_padded;
        }

        Store(a, results);
        Store(b, results[Math.Min(Lanes, results.Length)..]);
        Store(c, results[Math.Min(2 * Lanes, results.Length)..]);
        Store(d, results[Math.Min(3 * Lanes, results.Length)..]);
    }

    private void OneBlock(ReadOnlySpan<float> values, int output, Span<float> results)
    {
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        nuint at = (nuint)output;
        Vector512<float> sum = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_bias), at);
        foreach (float value in values)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(value), Vector512.LoadUnsafe(ref weights, at), sum);
            at += (nuint)_padded;
        }

        Store(sum, results);
    }

    private static void Store(Vector512<float> values, Span<float> results)
    {
        if (results.Length >= Lanes)
        {
            values.CopyTo(results);
            return;
        }

        for (int i = 0; i < results.Length; i++)
        {
            results[i] = values[i];
        }
    }

    private void Dots(ReadOnlySpan<float> values, Span<float> results)
    {
        Span<float> rest = stackalloc float[Lanes];
        for (int output = 0; output < results.Length; output++)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan(output * _padded, _padded);
            Vector512<float> sum = Vector512<float>.Zero;
            int k = 0;
            for (; k <= values.Length - Lanes; k += Lanes)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(values[k..]), Vector512.Create(weights[k..]), sum);
            }

            if (k < values.Length)
            {
                // The rest meets the padding's zeros as zeros, so that it can't bring in a NaN.
                rest.Clear();
                values[k..].CopyTo(rest);
                sum = Vector512.FusedMultiplyAdd(Vector512.Create<float>(rest), Vector512.Create(weights[k..]), sum);
            }

            results[output] = Fold(sum) + _bias[output];
        }
    }

    /// <summary>Sixteen to eight to four to two to one, the halves added: the same on every machine.</summary>
    private static float Fold(Vector512<float> sum)
    {
        Vector256<float> eight = sum.GetLower() + sum.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector64<float> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
