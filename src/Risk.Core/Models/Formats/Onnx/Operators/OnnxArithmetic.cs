using System.Numerics;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators of two and more values that broadcast.</summary>
internal static class OnnxArithmetic
{
    private static readonly ElementType[] Numbers = [ElementType.Single, ElementType.Double, ElementType.Int64, ElementType.Int32];

    /// <summary>Add, Sub, Mul, Div.</summary>
    public static void Binary<TOperation>(OnnxNodeContext context)
        where TOperation : struct, IBinaryOperation => Add<TOperation>(context, context.Input(0, Numbers), context.Input(1, Numbers), last: true);

    /// <summary>Max, Min, Sum: any number of inputs, from the first to the last.</summary>
    public static void Variadic<TOperation>(OnnxNodeContext context)
        where TOperation : struct, IBinaryOperation => Fold<TOperation>(context, last: true);

    /// <summary>Mean: the sum divided by the number of inputs.</summary>
    public static void Mean(OnnxNodeContext context)
    {
        context.Input(0, ElementType.Single);
        GraphValue sum = Fold<AddOperation>(context, last: false);
        GraphValue count = GraphBuilder.Constant<float>("count", ElementType.Single, GraphShape.Fixed(), [context.InputCount]);
        Add<DivideOperation>(context, sum, count, last: true);
    }

    /// <summary>Pow: the exponent may be of another type, and the result has the base's.</summary>
    public static void Power(OnnxNodeContext context)
    {
        GraphValue number = context.Input(0, ElementType.Single, ElementType.Double);
        GraphValue exponent = OnnxConversions.To(context, context.Input(1, Numbers), number.Type);
        Add<PowerOperation>(context, number, exponent, last: true);
    }

    /// <summary>PRelu: the slope stretches to the input, not the other way round.</summary>
    public static void ParametricRelu(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double);
        GraphValue slope = context.Input(1, value.Type);
        if (!BroadcastMap.Combine(value.Shape, slope.Shape).Matches(value.Shape))
        {
            throw GraphException.Shape($"the slope's shape {slope.Shape} doesn't stretch to {value.Shape}.");
        }

        Add<ParametricReluOperation>(context, value, slope, last: true);
    }

    /// <summary>Less, Greater and their like.</summary>
    public static void Compare<TComparison>(OnnxNodeContext context)
        where TComparison : struct, IComparison => AddComparison<TComparison>(context, context.Input(0, Numbers), context.Input(1, Numbers));

    /// <summary>Equal also compares texts and truth values.</summary>
    public static void Equal(OnnxNodeContext context) => AddComparison<EqualComparison>(context, context.Input(0), context.Input(1));

    /// <summary>And, Or, Xor.</summary>
    public static void Logical(OnnxNodeContext context, LogicalOperation operation)
    {
        GraphValue left = context.Input(0, ElementType.Boolean);
        GraphValue right = context.Input(1, ElementType.Boolean);
        GraphShape shape = BroadcastMap.Combine(left.Shape, right.Shape);
        context.Builder.Add(new LogicalOperator(operation, BroadcastMap.Create(left.Shape, shape), BroadcastMap.Create(right.Shape, shape))
        {
            Inputs = [left, right],
            Outputs = [context.Output(0, ElementType.Boolean, shape)],
        });
    }

    /// <summary>Not.</summary>
    public static void Not(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Boolean);
        context.Builder.Add(new NotOperator { Inputs = [value], Outputs = [context.Output(0, ElementType.Boolean, value.Shape)] });
    }

    /// <summary>IsNaN.</summary>
    public static void IsNaN(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double);
        context.Builder.Add(new IsNaNOperator { Inputs = [value], Outputs = [context.Output(0, ElementType.Boolean, value.Shape)] });
    }

    /// <summary>Where.</summary>
    public static void Where(OnnxNodeContext context)
    {
        GraphValue condition = context.Input(0, ElementType.Boolean);
        GraphValue whenTrue = context.Input(1);
        GraphValue whenFalse = SameType(whenTrue, context.Input(2));
        switch (whenTrue.Type)
        {
            case ElementType.Boolean:
                AddWhere<byte>(context, condition, whenTrue, whenFalse);
                break;
            case ElementType.Single or ElementType.Int32:
                AddWhere<int>(context, condition, whenTrue, whenFalse);
                break;
            default:
                AddWhere<long>(context, condition, whenTrue, whenFalse);
                break;
        }
    }

    /// <summary>Adds an operation on two values of the same type.</summary>
    public static GraphValue Add<TOperation>(OnnxNodeContext context, GraphValue left, GraphValue right, bool last)
        where TOperation : struct, IBinaryOperation => SameType(left, right).Type switch
        {
            ElementType.Single => Add<float, TOperation>(context, left, right, last),
            ElementType.Double => Add<double, TOperation>(context, left, right, last),
            ElementType.Int64 => Add<long, TOperation>(context, left, right, last),
            _ => Add<int, TOperation>(context, left, right, last),
        };

    private static GraphValue Add<T, TOperation>(OnnxNodeContext context, GraphValue left, GraphValue right, bool last)
        where T : unmanaged, INumber<T>
        where TOperation : struct, IBinaryOperation
    {
        GraphShape shape = BroadcastMap.Combine(left.Shape, right.Shape);
        GraphValue result = last ? context.Output(0, left.Type, shape) : context.Between(left.Type, shape);
        context.Builder.Add(new BinaryOperator<T, TOperation>(BroadcastMap.Create(left.Shape, shape), BroadcastMap.Create(right.Shape, shape))
        {
            Inputs = [left, right],
            Outputs = [result],
        });
        return result;
    }

    private static GraphValue Fold<TOperation>(OnnxNodeContext context, bool last)
        where TOperation : struct, IBinaryOperation
    {
        GraphValue total = context.Input(0, Numbers);
        for (int i = 1; i < context.InputCount; i++)
        {
            total = Add<TOperation>(context, total, context.Input(i, Numbers), last && i == context.InputCount - 1);
        }

        if (context.InputCount == 1 && last)
        {
            context.Alias(0, total, total.Shape);
        }

        return total;
    }

    private static void AddComparison<TComparison>(OnnxNodeContext context, GraphValue left, GraphValue right)
        where TComparison : struct, IComparison
    {
        switch (SameType(left, right).Type)
        {
            case ElementType.Single:
                AddComparison<float, TComparison>(context, left, right);
                break;
            case ElementType.Double:
                AddComparison<double, TComparison>(context, left, right);
                break;
            case ElementType.Int32:
                AddComparison<int, TComparison>(context, left, right);
                break;
            case ElementType.Boolean:
                AddComparison<byte, TComparison>(context, left, right);
                break;
            default:
                AddComparison<long, TComparison>(context, left, right);
                break;
        }
    }

    private static void AddComparison<T, TComparison>(OnnxNodeContext context, GraphValue left, GraphValue right)
        where T : unmanaged, INumber<T>
        where TComparison : struct, IComparison
    {
        GraphShape shape = BroadcastMap.Combine(left.Shape, right.Shape);
        context.Builder.Add(new ComparisonOperator<T, TComparison>(BroadcastMap.Create(left.Shape, shape), BroadcastMap.Create(right.Shape, shape))
        {
            Inputs = [left, right],
            Outputs = [context.Output(0, ElementType.Boolean, shape)],
        });
    }

    // Elements are only moved, so any type of the same size will do.
    private static void AddWhere<T>(OnnxNodeContext context, GraphValue condition, GraphValue whenTrue, GraphValue whenFalse)
        where T : unmanaged
    {
        GraphShape shape = BroadcastMap.Combine(condition.Shape, whenTrue.Shape, whenFalse.Shape);
        context.Builder.Add(new WhereOperator<T>(
            BroadcastMap.Create(condition.Shape, shape), BroadcastMap.Create(whenTrue.Shape, shape), BroadcastMap.Create(whenFalse.Shape, shape))
        {
            Inputs = [condition, whenTrue, whenFalse],
            Outputs = [context.Output(0, whenTrue.Type, shape)],
        });
    }

    private static GraphValue SameType(GraphValue left, GraphValue right) =>
        left.Type == right.Type
            ? right
            : throw GraphException.Shape($"'{left.Name}' is {left.Type.Name()} and '{right.Name}' is {right.Type.Name()}: the types have to be the same.");
}
