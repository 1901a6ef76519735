using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Risk.Internals.Numerics;

namespace Risk.Models;

/// <summary>
/// Applies link functions. Everything is computed in float64 by the library's own elementary functions, the same bits on
/// every machine; the float forms round that result once, so they are at most a rounding away from the exact value and
/// within the few ulp by which the frameworks' own float32 links miss it.
/// </summary>
internal static class LinkFunctions
{
    private const int StackCapacity = 64;

    /// <summary>How many outputs a link makes of that many margins.</summary>
    public static int OutputCount(LinkFunction link, int marginCount) => link == LinkFunction.ArgMax ? 1 : marginCount;

    /// <summary>Applies a link to the margins of one row.</summary>
    /// <param name="link">The link.</param>
    /// <param name="scale">The factor inside the sigmoid; others ignore it.</param>
    /// <param name="margins">The row's margins.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values; may be the margins themselves.</param>
    /// <remarks>Allocations: none. Thread safety: safe. A NaN margin gives a NaN output, and for softmax a row of NaN.</remarks>
    public static void Apply(LinkFunction link, double scale, ReadOnlySpan<double> margins, Span<double> outputs)
    {
        switch (link)
        {
            case LinkFunction.Sigmoid:
                Elementwise.Apply(new SigmoidFunction(scale), margins, outputs);
                break;
            case LinkFunction.Exponential:
                Elementwise.Apply(default(ExpFunction), margins, outputs);
                break;
            case LinkFunction.SoftPlus:
                Elementwise.Apply(default(SoftPlusFunction), margins, outputs);
                break;
            case LinkFunction.Softmax:
                Softmax(margins, outputs);
                break;
            case LinkFunction.SoftmaxZero:
                SoftmaxZero(margins, outputs);
                break;
            case LinkFunction.ArgMax:
                outputs[0] = ArgMax(margins);
                break;
            default:
                for (int i = 0; i < margins.Length; i++)
                {
                    outputs[i] = Apply(link, scale, margins[i]);
                }

                break;
        }
    }

    /// <inheritdoc cref="Apply(LinkFunction, double, ReadOnlySpan{double}, Span{double})"/>
    public static void Apply(LinkFunction link, double scale, ReadOnlySpan<double> margins, Span<float> outputs)
    {
        switch (link)
        {
            case LinkFunction.Sigmoid:
                Elementwise.Apply(new SigmoidFunction(scale), margins, outputs);
                break;
            case LinkFunction.Softmax or LinkFunction.SoftmaxZero:
                ApplyWide(link, margins, outputs);
                break;
            case LinkFunction.ArgMax:
                outputs[0] = ArgMax(margins);
                break;
            default:
                for (int i = 0; i < margins.Length; i++)
                {
                    outputs[i] = (float)Apply(link, scale, margins[i]);
                }

                break;
        }
    }

    /// <inheritdoc cref="Apply(LinkFunction, double, ReadOnlySpan{double}, Span{double})"/>
    /// <remarks>Allocations: none. Thread safety: safe. Bit for bit what widening the margins first would give.</remarks>
    public static void Apply(LinkFunction link, double scale, ReadOnlySpan<float> margins, Span<float> outputs)
    {
        switch (link)
        {
            case LinkFunction.Sigmoid:
                Elementwise.Apply(new SigmoidFunction(scale), margins, outputs);
                break;
            case LinkFunction.Softmax or LinkFunction.SoftmaxZero:
                ApplyWide(link, margins, outputs);
                break;
            case LinkFunction.ArgMax:
                outputs[0] = ArgMax(margins);
                break;
            default:
                for (int i = 0; i < margins.Length; i++)
                {
                    outputs[i] = (float)Apply(link, scale, margins[i]);
                }

                break;
        }
    }

    /// <summary>Applies a link to many rows of margins, row-major; bit for bit the same as row by row.</summary>
    public static void ApplyBatch(LinkFunction link, double scale, int marginCount, ReadOnlySpan<double> margins, Span<float> outputs)
    {
        if (!MixesMargins(link))
        {
            Apply(link, scale, margins, outputs);
            return;
        }

        int width = OutputCount(link, marginCount);
        for (int row = 0; row < margins.Length / marginCount; row++)
        {
            Apply(link, scale, margins.Slice(row * marginCount, marginCount), outputs.Slice(row * width, width));
        }
    }

    /// <inheritdoc cref="ApplyBatch(LinkFunction, double, int, ReadOnlySpan{double}, Span{float})"/>
    public static void ApplyBatch(LinkFunction link, double scale, int marginCount, ReadOnlySpan<float> margins, Span<float> outputs)
    {
        if (!MixesMargins(link))
        {
            Apply(link, scale, margins, outputs);
            return;
        }

        int width = OutputCount(link, marginCount);
        for (int row = 0; row < margins.Length / marginCount; row++)
        {
            Apply(link, scale, margins.Slice(row * marginCount, marginCount), outputs.Slice(row * width, width));
        }
    }

    /// <summary>Applies a link to a single margin. Softmax of one margin is 1, its index 0.</summary>
    public static double Apply(LinkFunction link, double scale, double margin) => link switch
    {
        LinkFunction.Identity => margin,
        LinkFunction.Sigmoid => DoubleMath.Sigmoid(scale * margin),
        LinkFunction.Exponential => DoubleMath.Exp(margin),
        LinkFunction.SignedSquare => margin * Math.Abs(margin),
        LinkFunction.SoftPlus => DoubleMath.SoftPlus(margin),
        LinkFunction.Step => margin > 0 ? 1 : double.IsNaN(margin) ? margin : 0,
        LinkFunction.Probit => DoubleMath.NormalDistribution(margin),
        LinkFunction.OnnxProbit => OnnxProbit(margin),
        LinkFunction.Softmax => double.IsFinite(margin) ? 1 : double.NaN,
        LinkFunction.ArgMax => 0,
        LinkFunction.SoftmaxZero => SoftmaxZero(margin),
        _ => ThrowUnknown(link),
    };

    /// <summary>True when an output depends on more than one margin.</summary>
    public static bool MixesMargins(LinkFunction link) =>
        link is LinkFunction.Softmax or LinkFunction.SoftmaxZero or LinkFunction.ArgMax;

    // exp(m - max), each divided by their sum; the sum runs from the first to the last.
    private static void Softmax(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        double maximum = Maximum(margins);
        for (int i = 0; i < margins.Length; i++)
        {
            outputs[i] = margins[i] - maximum;
        }

        outputs = outputs[..margins.Length];
        Elementwise.Apply(default(ExpFunction), outputs, outputs);
        double sum = 0;
        foreach (double value in outputs)
        {
            sum += value;
        }

        foreach (ref double value in outputs)
        {
            value /= sum;
        }
    }

    // As ONNX Runtime defines it: a margin within 1e-7 of zero is left out of the sum and multiplied by exp(-max).
    private static void SoftmaxZero(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        double maximum = Maximum(margins);
        double atZero = DoubleMath.Exp(-maximum);
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double margin = margins[i];
            if (IsNearZero(margin))
            {
                outputs[i] = margin * atZero;
            }
            else
            {
                outputs[i] = DoubleMath.Exp(margin - maximum);
                sum += outputs[i];
            }
        }

        // All zero: ONNX Runtime divides 0 by 0; the defined result here is what each of them is, 0.
        for (int i = 0; sum != 0 && i < margins.Length; i++)
        {
            outputs[i] /= sum;
        }
    }

    private static double SoftmaxZero(double margin)
    {
        double output = 0;
        SoftmaxZero(new ReadOnlySpan<double>(in margin), new Span<double>(ref output));
        return output;
    }

    private static bool IsNearZero(double margin) => margin is <= 1e-7f and >= -1e-7f;

    // The largest margin; NaN when one is NaN.
    private static double Maximum(ReadOnlySpan<double> margins)
    {
        double maximum = double.NegativeInfinity;
        foreach (double margin in margins)
        {
            maximum = Math.Max(maximum, margin);
        }

        return maximum;
    }

    // The first of the largest; NaN is never the largest.
    private static int ArgMax(ReadOnlySpan<double> margins)
    {
        int best = 0;
        for (int i = 1; i < margins.Length; i++)
        {
            if (margins[i] > margins[best] || (double.IsNaN(margins[best]) && !double.IsNaN(margins[i])))
            {
                best = i;
            }
        }

        return best;
    }

    private static int ArgMax(ReadOnlySpan<float> margins)
    {
        int best = 0;
        for (int i = 1; i < margins.Length; i++)
        {
            if (margins[i] > margins[best] || (float.IsNaN(margins[best]) && !float.IsNaN(margins[i])))
            {
                best = i;
            }
        }

        return best;
    }

    // √2 erfinv(2p - 1) by the closed approximation of Winitzki with a = 0.147, in ONNX Runtime's constants.
    private static double OnnxProbit(double p)
    {
        const double SquareRootOf2 = 1.41421356f;
        const double A = 0.147f;
        double x = 2 * p - 1;
        double log = DoubleMath.Log((1 - x) * (1 + x));
        double v = 2 / ((double)3.14159f * A) + 0.5 * log;
        double root = Math.Sqrt(Math.Sqrt(v * v - log / A) - v);
        return SquareRootOf2 * (x < 0 ? -root : root);
    }

    private static void ApplyWide(LinkFunction link, ReadOnlySpan<double> margins, Span<float> outputs)
    {
        double[]? rented = null;
        Span<double> wide = margins.Length <= StackCapacity
            ? stackalloc double[StackCapacity]
            : (rented = ArrayPool<double>.Shared.Rent(margins.Length));
        wide = wide[..margins.Length];
        Apply(link, 1, margins, wide);
        Narrow(wide, outputs);
        Return(rented);
    }

    private static void ApplyWide(LinkFunction link, ReadOnlySpan<float> margins, Span<float> outputs)
    {
        double[]? rented = null;
        Span<double> wide = margins.Length <= StackCapacity
            ? stackalloc double[StackCapacity]
            : (rented = ArrayPool<double>.Shared.Rent(margins.Length));
        wide = wide[..margins.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = margins[i];
        }

        Apply(link, 1, wide, wide);
        Narrow(wide, outputs);
        Return(rented);
    }

    private static void Narrow(ReadOnlySpan<double> wide, Span<float> outputs)
    {
        for (int i = 0; i < wide.Length; i++)
        {
            outputs[i] = (float)wide[i];
        }
    }

    private static void Return(double[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    [DoesNotReturn]
    private static double ThrowUnknown(LinkFunction link) =>
        throw new ArgumentOutOfRangeException(nameof(link), link, "There is no such link function.");
}
