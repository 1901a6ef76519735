using Risk.Internals.Numerics;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators that are a function of each element.</summary>
internal static class OnnxActivations
{
    /// <summary>A function without parameters that has a vector form.</summary>
    public static void Lane<TFunction>(OnnxNodeContext context)
        where TFunction : struct, IDoubleFunction => Add(context, default(TFunction));

    /// <summary>A function without parameters that has none.</summary>
    public static void Scalar<TFunction>(OnnxNodeContext context)
        where TFunction : struct, IScalarFunction
    {
        GraphValue value = Input(context);
        context.Builder.Add(new ScalarOperator<TFunction> { Inputs = [value], Outputs = [context.Output(0, value.Type, value.Shape)] });
    }

    /// <summary>Exp.</summary>
    public static void Exp(OnnxNodeContext context) => Add(context, default(ExpFunction));

    /// <summary>Softplus.</summary>
    public static void Softplus(OnnxNodeContext context) => Add(context, default(SoftPlusFunction));

    /// <summary>Sigmoid, whose results are probabilities.</summary>
    public static void Sigmoid(OnnxNodeContext context) => context.Scores.Mark(Add(context, new SigmoidFunction(1)), ScoreKind.Probabilities);

    /// <summary>LeakyRelu.</summary>
    public static void LeakyRelu(OnnxNodeContext context) => Add(context, new LeakyReluFunction(context.Single("alpha", 0.01f)));

    /// <summary>Elu.</summary>
    public static void Elu(OnnxNodeContext context) => Add(context, new EluFunction(context.Single("alpha", 1)));

    /// <summary>Selu.</summary>
    public static void Selu(OnnxNodeContext context) =>
        Add(context, new SeluFunction(context.Single("alpha", 1.67326319217681884765625f), context.Single("gamma", 1.05070102214813232421875f)));

    /// <summary>HardSigmoid.</summary>
    public static void HardSigmoid(OnnxNodeContext context) =>
        Add(context, new HardSigmoidFunction(context.Single("alpha", 0.2f), context.Single("beta", 0.5f)));

    /// <summary>Clip: limits are attributes before version 11, then inputs that may be left out.</summary>
    public static void Clip(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double, ElementType.Int64, ElementType.Int32);
        switch (value.Type)
        {
            case ElementType.Single:
                bool attributes = context.Version < 11;
                Clip(
                    context,
                    value,
                    attributes ? context.Single("min", float.MinValue) : Limit(context, 1, float.MinValue, ElementType.Single),
                    attributes ? context.Single("max", float.MaxValue) : Limit(context, 2, float.MaxValue, ElementType.Single));
                break;
            case ElementType.Double:
                Clip(context, value, Limit(context, 1, double.MinValue, ElementType.Double), Limit(context, 2, double.MaxValue, ElementType.Double));
                break;
            case ElementType.Int64:
                Clip(context, value, Limit(context, 1, long.MinValue, ElementType.Int64), Limit(context, 2, long.MaxValue, ElementType.Int64));
                break;
            default:
                Clip(context, value, Limit(context, 1, int.MinValue, ElementType.Int32), Limit(context, 2, int.MaxValue, ElementType.Int32));
                break;
        }
    }

    private static void Clip<T>(OnnxNodeContext context, GraphValue value, T minimum, T maximum)
        where T : unmanaged, System.Numerics.INumber<T> =>
        context.Builder.Add(new ClipOperator<T>(minimum, maximum) { Inputs = [value], Outputs = [context.Output(0, value.Type, value.Shape)] });

    private static T Limit<T>(OnnxNodeContext context, int index, T otherwise, ElementType type)
        where T : unmanaged
    {
        if (context.Optional(index) is not { } limit)
        {
            return otherwise;
        }

        return limit.IsConstant && limit.Type == type && limit.Length == 1
            ? new GraphFrame([], []).Read<T>(limit)[0]
            : throw GraphException.Unsupported($"Clip is read for constant limits of the input's type; '{limit.Name}' isn't one.");
    }

    private static GraphValue Add<TFunction>(OnnxNodeContext context, TFunction function)
        where TFunction : struct, IDoubleFunction
    {
        GraphValue value = Input(context);
        GraphValue result = context.Output(0, value.Type, value.Shape);
        context.Builder.Add(new LaneOperator<TFunction>(function) { Inputs = [value], Outputs = [result] });
        return result;
    }

    private static GraphValue Input(OnnxNodeContext context)
    {
        context.Ignore("consumed_inputs");
        return context.Input(0, ElementType.Single, ElementType.Double);
    }
}
