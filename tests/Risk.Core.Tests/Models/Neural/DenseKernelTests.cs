using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;
using Risk.Models.Neural;

namespace Risk.Core.Tests.Models.Neural;

/// <summary>Every width gives the bits of the documented order, for every shape.</summary>
public class DenseKernelTests
{
    [Fact]
    public void Every_width_gives_the_bits_of_the_law()
    {
        var random = new Random(61);
        foreach (int inputs in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 23, 64, 65])
        {
            foreach (int outputs in (int[])[1, 2, 15, 16, 17, 32, 33, 48, 64, 80, 100])
            {
                DenseLayerDefinition definition = Networks.Layer(random, inputs, outputs, Activation.Identity);
                var layer = new DenseLayer(definition);
                float[] row = Networks.Numbers(random, inputs);
                float[] expected = NaiveNetwork.LayerInOrder(definition, row);
                string shape = $"{inputs} to {outputs}";
                float[] actual = new float[layer.PaddedOutputs];
                DenseKernel.Compute(layer, row, actual);
                Ulp.AssertBitEqual(expected, actual.AsSpan(0, outputs), shape);
                foreach (int widest in (int[])[1, 2, 4])
                {
                    Ulp.AssertBitEqual(expected, Run<float, ScalarSingle>(layer, row, widest), shape);
                    Ulp.AssertBitEqual(expected, Run<Vector128<float>, Vector128Single>(layer, row, widest), shape);
                    Ulp.AssertBitEqual(expected, Run<Vector256<float>, Vector256Single>(layer, row, widest), shape);
                    Ulp.AssertBitEqual(expected, Run<Vector512<float>, Vector512Single>(layer, row, widest), shape);
                }
            }
        }
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        var layer = new DenseLayer(Networks.Layer(new Random(62), 3, 4, Activation.Identity));
        Assert.Throws<ArgumentException>(() => DenseKernel.Compute(layer, new float[2], new float[16]));
        Assert.Throws<ArgumentException>(() => DenseKernel.Compute(layer, new float[3], new float[15]));
    }

    private static float[] Run<TVector, TLanes>(DenseLayer layer, float[] row, int widest)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        float[] outputs = new float[layer.PaddedOutputs];
        DenseKernel.Run<TVector, TLanes>(layer, ref row[0], ref outputs[0], widest);
        return outputs[..layer.OutputCount];
    }
}
