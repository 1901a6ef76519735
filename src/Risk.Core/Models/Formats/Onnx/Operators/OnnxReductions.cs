using System.Numerics;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators that make one element of many along an axis.</summary>
internal static class OnnxReductions
{
    /// <summary>ReduceSum and its like: axes are an attribute, later an input; without any, all axes.</summary>
    public static void Reduce(OnnxNodeContext context, Reduction reduction)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double);
        bool keep = context.Integer("keepdims", 1) != 0;
        bool nothingWithoutAxes = context.Integer("noop_with_empty_axes", 0) != 0;
        bool asInput = context.Version >= (reduction == Reduction.Sum ? 13 : 18);
        long[] axes = asInput ? context.ConstantIntegers(1) ?? [] : context.Integers("axes");
        if (axes.Length == 0 && nothingWithoutAxes)
        {
            context.Alias(0, value, value.Shape);
            return;
        }

        GraphShape shape = value.Shape;
        bool[] reduced = new bool[shape.Rank];
        foreach (long axis in axes.Length == 0 ? [.. Enumerable.Range(0, shape.Rank)] : axes)
        {
            reduced[shape.FeatureAxis(axis)] = true;
        }

        if (shape.Elements == 0)
        {
            throw GraphException.Shape($"the shape {shape} has no elements.");
        }

        GraphValue result = context.Output(0, value.Type, Remove(shape, reduced, keep));
        context.Builder.Add(new ReduceOperator(reduction, Offsets(shape, reduced, taken: false), Offsets(shape, reduced, taken: true))
        {
            Inputs = [value],
            Outputs = [result],
        });
    }

    /// <summary>ArgMax and ArgMin.</summary>
    public static void ArgMax(OnnxNodeContext context, bool smallest)
    {
        GraphValue value = context.Input(0, ElementType.Single, ElementType.Double, ElementType.Int64, ElementType.Int32);
        int axis = value.Shape.FeatureAxis(context.Integer("axis", 0));
        bool keep = context.Integer("keepdims", 1) != 0;
        bool last = context.Integer("select_last_index", 0) != 0;
        if (value.Shape.Elements == 0)
        {
            throw GraphException.Shape($"the shape {value.Shape} has no elements.");
        }

        bool[] reduced = new bool[value.Shape.Rank];
        reduced[axis] = true;
        GraphValue result = context.Output(0, ElementType.Int64, Remove(value.Shape, reduced, keep));
        context.Scores.Mark(result, ScoreKind.Label);
        context.Builder.Add(value.Type switch
        {
            ElementType.Single => ArgMax<float>(value, result, axis, smallest, last),
            ElementType.Double => ArgMax<double>(value, result, axis, smallest, last),
            ElementType.Int64 => ArgMax<long>(value, result, axis, smallest, last),
            _ => ArgMax<int>(value, result, axis, smallest, last),
        });
    }

    private static ArgMaxOperator<T> ArgMax<T>(GraphValue value, GraphValue result, int axis, bool smallest, bool last)
        where T : unmanaged, INumber<T> =>
        new(value.Shape[axis], value.Shape.After(axis), smallest, last) { Inputs = [value], Outputs = [result] };

    private static GraphShape Remove(GraphShape shape, bool[] reduced, bool keep)
    {
        List<int> sizes = [];
        int rowAxis = GraphShape.NoRows;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            rowAxis = axis == shape.RowAxis ? sizes.Count : rowAxis;
            if (!reduced[axis] || keep)
            {
                sizes.Add(reduced[axis] ? 1 : shape[axis]);
            }
        }

        return new GraphShape([.. sizes], rowAxis);
    }

    /// <summary>The positions of all combinations of indices along the reduced axes, or along the others.</summary>
    private static int[] Offsets(GraphShape shape, bool[] reduced, bool taken)
    {
        List<int> offsets = [0];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (reduced[axis] == taken)
            {
                int stride = shape.After(axis);
                offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, shape[axis]).Select(index => offset + (index * stride)))];
            }
        }

        return [.. offsets];
    }
}
