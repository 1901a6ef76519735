using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators that move elements without computing with them.</summary>
internal static partial class OnnxShaping
{
    /// <summary>Identity.</summary>
    public static void Identity(OnnxNodeContext context) => context.Alias(0, context.Input(0), context.Input(0).Shape);

    /// <summary>Dropout, which does nothing when a model isn't being trained.</summary>
    public static void Dropout(OnnxNodeContext context)
    {
        context.Ignore("ratio", "seed", "is_test");
        if (context.Optional(2) is { } training && (!training.IsConstant || new GraphFrame([], []).Read<byte>(training)[0] != 0))
        {
            throw GraphException.Unsupported("Dropout in training mode makes results random.");
        }

        if (context.Node.Outputs.Length > 1 && context.Node.Outputs[1].Length > 0)
        {
            throw GraphException.Unsupported("Dropout's mask isn't given.");
        }

        Identity(context);
    }

    /// <summary>Cast between numbers. To the type it already has, it does nothing.</summary>
    public static void Cast(OnnxNodeContext context)
    {
        context.Ignore("saturate", "round_mode");
        GraphValue value = context.Input(0);
        OnnxDataType target = (OnnxDataType)context.Integer("to", 0);
        if (target is OnnxDataType.Half or OnnxDataType.BFloat16 || OnnxConversions.Element(target) is not { } type)
        {
            throw GraphException.Unsupported($"Cast to {target} isn't read.");
        }

        if (value.Type == type)
        {
            context.Alias(0, value, value.Shape);
            return;
        }

        GraphValue result = context.Output(0, type, value.Shape);
        context.Builder.Add(OnnxConversions.Cast(value, result));
        context.Scores.Carry(value, result);
    }

    /// <summary>Concat along an axis of features.</summary>
    public static void Concat(OnnxNodeContext context)
    {
        GraphValue[] values = [.. Enumerable.Range(0, context.InputCount).Select(context.Input)];
        if (values.Length == 0)
        {
            throw GraphException.Shape("Concat needs at least one input.");
        }

        GraphShape first = values[0].Shape;
        int axis = first.FeatureAxis(context.Integer("axis", 1));
        int rowAxis = values.Max(value => value.Shape.RowAxis);
        long size = 0;
        foreach (GraphValue value in values)
        {
            GraphShape shape = value.Shape;
            bool fits = value.Type == values[0].Type && shape.Rank == first.Rank && axis != shape.RowAxis;
            for (int other = 0; fits && other < shape.Rank; other++)
            {
                fits = other == axis || shape[other] == first[other];
            }

            if (!fits || (shape.RowAxis != rowAxis && !context.Builder.HasOneRow))
            {
                throw GraphException.Shape($"'{value.Name}' of {value.Type.Name()} {shape} can't be put beside '{values[0].Name}' of {values[0].Type.Name()} {first}.");
            }

            size += shape[axis];
        }

        int[] sizes = [.. first.Sizes];
        sizes[axis] = (int)Math.Min(size, int.MaxValue);
        GraphShape joined = new(sizes, rowAxis);
        if (Neighbours(values, axis) is { } run)
        {
            context.Give(0, GraphBuilder.Features(context.Node.Outputs[0], joined, run.Buffer.Feature));
            return;
        }

        AddConcat(context, values, context.Output(0, values[0].Type, joined), axis);
    }

    /// <summary>Transpose that leaves the axis of rows where it is, or moves nothing but axes of size 1 past it.</summary>
    public static void Transpose(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        GraphShape shape = value.Shape;
        long[] given = context.Integers("perm");
        int[] order = given.Length == 0 ? [.. Enumerable.Range(0, shape.Rank).Reverse()] : [.. given.Select(axis => shape.Axis(axis))];
        if (order.Length != shape.Rank || order.Distinct().Count() != order.Length)
        {
            throw GraphException.Attribute($"the order [{string.Join(", ", given)}] doesn't name each axis of {shape} once.");
        }

        GraphShape turned = new([.. order.Select(axis => shape[axis])], shape.RowAxis < 0 ? GraphShape.NoRows : Array.IndexOf(order, shape.RowAxis));
        Rearrange(context, value, context.Output(0, value.Type, turned), Positions.Transposed(shape, order));
    }

    /// <summary>Expand: stretches axes of size 1.</summary>
    public static void Expand(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        int[] sizes = Sizes(context.ConstantIntegers(1) ?? throw GraphException.Shape("Expand needs a shape."));
        Stretch(context, value, BroadcastMap.Combine(value.Shape, GraphShape.Fixed(sizes)));
    }

    /// <summary>Gives the first output a value stretched to a shape.</summary>
    public static void Stretch(OnnxNodeContext context, GraphValue value, GraphShape shape)
    {
        GraphValue result = context.Output(0, value.Type, shape);
        BroadcastMap map = BroadcastMap.Create(value.Shape, shape);
        Rearrange(context, value, result, [.. Enumerable.Range(0, shape.Elements).Select(index => map[index])]);
    }

    /// <summary>Adds an operator that takes elements by fixed positions.</summary>
    public static void Rearrange(OnnxNodeContext context, GraphValue value, GraphValue result, int[] positions)
    {
        context.Builder.Add(value.Type.Size() switch
        {
            1 => new RearrangeOperator<byte>(positions) { Inputs = [value], Outputs = [result] },
            4 => new RearrangeOperator<int>(positions) { Inputs = [value], Outputs = [result] },
            _ => new RearrangeOperator<long>(positions) { Inputs = [value], Outputs = [result] },
        });
        context.Scores.Carry(value, result);
    }

    /// <summary>A shape that a constant spells.</summary>
    /// <exception cref="GraphException">A size is negative or too large.</exception>
    public static int[] Sizes(long[] sizes) => sizes.Length <= OnnxParser.MaximumRank && sizes.All(size => size is >= 0 and <= GraphBuilder.MaximumLength)
        ? [.. sizes.Select(size => (int)size)]
        : throw GraphException.Shape($"the shape [{string.Join(", ", sizes)}] can't be right.");

    /// <summary>Puts values one after the other.</summary>
    public static void AddConcat(OnnxNodeContext context, GraphValue[] values, GraphValue result, int axis) =>
        context.Builder.Add(result.Type.Size() switch
        {
            1 => new ConcatOperator<byte>(axis) { Inputs = values, Outputs = [result] },
            4 => new ConcatOperator<int>(axis) { Inputs = values, Outputs = [result] },
            _ => new ConcatOperator<long>(axis) { Inputs = values, Outputs = [result] },
        });

    // Columns of the row that lie side by side already, as when every feature is an input of its own.
    private static GraphValue? Neighbours(GraphValue[] values, int axis)
    {
        int next = values[0].Buffer.Feature;
        foreach (GraphValue value in values)
        {
            if (value.Buffer.Feature < 0 || value.Buffer.Feature != next || value.Shape.Before(axis) != 1)
            {
                return null;
            }

            next += value.Length;
        }

        return values[0];
    }
}
