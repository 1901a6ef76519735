using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

internal static partial class OnnxShaping
{
    /// <summary>Slice: limits are attributes before version 10, then constant inputs.</summary>
    public static void Slice(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        bool attributes = context.Version < 10;
        long[] starts = attributes ? context.Integers("starts") : context.ConstantIntegers(1) ?? [];
        long[] ends = attributes ? context.Integers("ends") : context.ConstantIntegers(2) ?? [];
        long[] axes = (attributes ? context.Integers("axes") : context.ConstantIntegers(3) ?? []) is { Length: > 0 } given
            ? given
            : [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = (attributes ? [] : context.ConstantIntegers(4) ?? []) is { Length: > 0 } strides ? strides : [.. starts.Select(_ => 1L)];
        if (starts.Length == 0 || ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw GraphException.Attribute("starts, ends, axes and steps of Slice have to be of one length.");
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = value.Shape.Axis(axes[i]);
            if (axis == value.Shape.RowAxis && starts[i] == 0 && ends[i] >= int.MaxValue && steps[i] == 1)
            {
                continue;
            }

            axis = value.Shape.FeatureAxis(axes[i]);
            int[] indices = Range(value.Shape[axis], starts[i], ends[i], steps[i]);
            GraphValue part = context.Between(value.Type, value.Shape.With(axis, indices.Length));
            Rearrange(context, value, part, Positions.Along(value.Shape, axis, indices));
            value = part;
        }

        context.Alias(0, value, value.Shape);
    }

    /// <summary>Split: parts along an axis.</summary>
    public static void Split(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        int axis = value.Shape.FeatureAxis(context.Integer("axis", 0));
        long[] given = context.Version < 13 ? context.Integers("split") : context.ConstantIntegers(1) ?? [];
        int count = context.Node.Outputs.Length;
        if (context.Integer("num_outputs", count) != count)
        {
            throw GraphException.Attribute("num_outputs isn't the number of outputs.");
        }

        int size = value.Shape[axis];
        int equal = (size + count - 1) / count;
        long[] sizes = given.Length > 0 ? given : [.. Enumerable.Range(0, count).Select(i => (long)Math.Clamp(size - (i * equal), 0, equal))];
        if (sizes.Length != count || sizes.Any(part => part < 0 || part > size) || sizes.Sum() != size)
        {
            throw GraphException.Shape(string.Create(CultureInfo.InvariantCulture, $"{size} columns can't be split into [{string.Join(", ", sizes)}]."));
        }

        int start = 0;
        for (int i = 0; i < count; i++)
        {
            int[] indices = [.. Enumerable.Range(start, (int)sizes[i])];
            Rearrange(context, value, context.Output(i, value.Type, value.Shape.With(axis, indices.Length)), Positions.Along(value.Shape, axis, indices));
            start += indices.Length;
        }
    }

    /// <summary>Gather: by constant indices, or out of a value by computed ones.</summary>
    public static void Gather(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        GraphValue indices = context.Input(1, ElementType.Int64, ElementType.Int32);
        int axis = value.Shape.FeatureAxis(context.Integer("axis", 0));
        GraphShape from = value.Shape;
        GraphShape by = indices.Shape;
        int rowAxis = by.RowAxis >= 0 ? axis + by.RowAxis : from.RowAxis > axis ? from.RowAxis + by.Rank - 1 : from.RowAxis;
        if (by.RowAxis >= 0 && from.RowAxis >= 0)
        {
            throw GraphException.Unsupported("Gather isn't read where both the values and the indices depend on the row.");
        }

        GraphShape shape = new([.. from.Sizes[..axis], .. by.Sizes, .. from.Sizes[(axis + 1)..]], rowAxis);
        GraphValue result = context.Output(0, value.Type, shape);
        if (indices.IsConstant)
        {
            int size = from[axis];
            int[] positions = [.. context.ConstantIntegers(1)!.Select(index => Index(index, size))];
            Rearrange(context, value, result, Positions.Along(from, axis, positions));
        }
        else
        {
            AddGather(context, value, indices, result, axis);
        }
    }

    /// <summary>Adds an operator that takes elements by computed indices.</summary>
    public static void AddGather(OnnxNodeContext context, GraphValue value, GraphValue indices, GraphValue result, int axis)
    {
        int outer = value.Shape.Before(axis);
        int size = value.Shape[axis];
        int inner = value.Shape.After(axis);
        context.Builder.Add(value.Type.Size() switch
        {
            1 => new GatherOperator<byte>(outer, size, inner) { Inputs = [value, indices], Outputs = [result] },
            4 => new GatherOperator<int>(outer, size, inner) { Inputs = [value, indices], Outputs = [result] },
            _ => new GatherOperator<long>(outer, size, inner) { Inputs = [value, indices], Outputs = [result] },
        });
        if (context.Scores.Kind(indices) == ScoreKind.Label)
        {
            context.Scores.Mark(result, ScoreKind.Label);
        }
    }

    /// <summary>A constant index, which may count from the end.</summary>
    public static int Index(long index, int size)
    {
        long resolved = index < 0 ? index + size : index;
        return resolved >= 0 && resolved < size
            ? (int)resolved
            : throw GraphException.Attribute(string.Create(CultureInfo.InvariantCulture, $"the index {index} lies outside of {size} columns."));
    }

    private static int[] Range(int size, long start, long end, long step)
    {
        if (step == 0)
        {
            throw GraphException.Attribute("a step of Slice is 0.");
        }

        long first = Math.Clamp(start < 0 ? Math.Max(start, -size - 1L) + size : start, step < 0 ? -1 : 0, step < 0 ? size - 1 : size);
        long last = Math.Clamp(end < 0 ? Math.Max(end, -size - 1L) + size : end, step < 0 ? -1 : 0, size);
        step = Math.Clamp(step, -size - 1L, size + 1L);
        List<int> indices = [];
        for (long index = first; step < 0 ? index > last : index < last; index += step)
        {
            indices.Add((int)index);
        }

        return [.. indices];
    }
}
