using Risk.Events;
using Risk.Internals.Numerics;

namespace Risk.Features.Evaluation;

/// <summary>
/// The law of the pipeline's arithmetic, one operation at a time: float64 throughout, an infinite value becomes the
/// largest finite one of its sign and is flagged, and a feature is rounded to float32 once, at the end. The vector
/// code gives the same bits and hands rows with infinite or invalid values over to this one.
/// </summary>
internal static class ScalarEvaluator
{
    /// <summary>Computes all features of a row.</summary>
    /// <param name="program">The lowered pipeline.</param>
    /// <param name="row">The event.</param>
    /// <param name="slots">Scratch space, one double for each step.</param>
    /// <param name="features">Receives the features.</param>
    public static DecisionFlags Evaluate(FeatureProgram program, AttributeRow row, Span<double> slots, Span<float> features)
    {
        DecisionFlags flags = EvaluateSteps(program, row, slots);
        FeatureOutput[] outputs = program.Outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].IsHashed)
            {
                features[i] = Round(slots[outputs[i].Slot], ref flags);
            }
        }

        foreach (HashedGroup group in program.HashedGroups)
        {
            group.Write(row, slots, features, ref flags);
        }

        return flags;
    }

    /// <summary>Computes the slots only.</summary>
    public static DecisionFlags EvaluateSteps(FeatureProgram program, AttributeRow row, Span<double> slots)
    {
        var flags = DecisionFlags.None;
        NumberStep[] steps = program.Steps;
        for (int i = 0; i < steps.Length; i++)
        {
            ref readonly NumberStep step = ref steps[i];
            slots[i] = step.Operation switch
            {
                NumberOperation.Attribute => Attribute(row.Numbers[step.Left], ref flags),
                NumberOperation.Constant => step.First,
                NumberOperation.CodeLookup => Lookup(program.CodeTables[step.Data], row, ref flags),
                NumberOperation.Function => Settle(program.Functions[step.Data].Evaluate(row, slots, ref flags), ref flags),
                NumberOperation.Bucketize => Bucketize(slots[step.Left], program.Edges[step.Data]),
                NumberOperation.Sum => Settle(slots[step.Left] + slots[step.Right], ref flags),
                NumberOperation.Difference => Settle(slots[step.Left] - slots[step.Right], ref flags),
                NumberOperation.Product => Settle(slots[step.Left] * slots[step.Right], ref flags),
                NumberOperation.Ratio => Ratio(slots[step.Left], slots[step.Right], ref flags),
                _ => Unary(in step, slots[step.Left], ref flags),
            };
        }

        return flags;
    }

    /// <summary>How many edges are at or below a value; NaN stays.</summary>
    public static double Bucketize(double value, ReadOnlySpan<double> edges)
    {
        if (double.IsNaN(value))
        {
            return value;
        }

        int count = 0;
        foreach (double edge in edges)
        {
            count += value >= edge ? 1 : 0;
        }

        return count;
    }

    /// <summary>Rounds to float32; NaN is a missing feature, beyond the range of float32 is the largest finite value.</summary>
    public static float Round(double value, ref DecisionFlags flags)
    {
        if (double.IsNaN(value))
        {
            flags |= DecisionFlags.MissingFeatures;
            return float.NaN;
        }

        float rounded = (float)value;
        if (float.IsInfinity(rounded))
        {
            flags |= DecisionFlags.InvalidValue;
            return float.CopySign(float.MaxValue, rounded);
        }

        return rounded;
    }

    private static double Unary(in NumberStep step, double value, ref DecisionFlags flags) => step.Operation switch
    {
        NumberOperation.Fill => double.IsNaN(value) ? step.First : value,
        NumberOperation.Affine => Settle((value - step.First) * step.Second, ref flags),
        NumberOperation.Clip => value < step.First ? step.First : value > step.Second ? step.Second : value,
        NumberOperation.Log1p => value <= -1 ? Invalid(ref flags) : Logarithm.Log1p(value),
        NumberOperation.Log => value <= 0 ? Invalid(ref flags) : Logarithm.Log(value),
        NumberOperation.SignedLog => Math.CopySign(Logarithm.Log1p(Math.Abs(value)), value),
        NumberOperation.SquareRoot => value < 0 ? Invalid(ref flags) : Math.Sqrt(value),
        NumberOperation.IsMissing => double.IsNaN(value) ? 1 : 0,
        NumberOperation.IsEqual => value == step.First ? 1 : 0,
        _ => throw new InvalidOperationException($"The operation {step.Operation} has no scalar form."),
    };

    private static double Attribute(double value, ref DecisionFlags flags)
    {
        if (double.IsNaN(value))
        {
            flags |= DecisionFlags.MissingFeatures;
        }

        return Settle(value, ref flags);
    }

    private static double Lookup(CodeTable table, AttributeRow row, ref DecisionFlags flags) =>
        table.Find(row.Codes[table.Position], ref flags);

    private static double Ratio(double numerator, double denominator, ref DecisionFlags flags) =>
        denominator == 0 ? double.NaN : Settle(numerator / denominator, ref flags);

    private static double Settle(double value, ref DecisionFlags flags)
    {
        if (!double.IsInfinity(value))
        {
            return value;
        }

        flags |= DecisionFlags.InvalidValue;
        return Math.CopySign(double.MaxValue, value);
    }

    private static double Invalid(ref DecisionFlags flags)
    {
        flags |= DecisionFlags.InvalidValue;
        return double.NaN;
    }
}
