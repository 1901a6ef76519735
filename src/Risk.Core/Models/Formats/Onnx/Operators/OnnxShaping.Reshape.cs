using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

internal static partial class OnnxShaping
{
    /// <summary>Reshape, as long as rows stay rows.</summary>
    public static void Reshape(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        long[] given = context.ConstantIntegers(1) ?? throw GraphException.Shape("Reshape needs a shape.");
        bool zeroIsZero = context.Integer("allowzero", 0) != 0;
        if (given.Length > OnnxParser.MaximumRank)
        {
            throw GraphException.Shape($"the shape [{string.Join(", ", given)}] can't be right.");
        }

        for (int axis = 0; axis < given.Length; axis++)
        {
            bool copied = given[axis] == 0 && !zeroIsZero;
            if (given[axis] < -1 || (copied && axis >= value.Shape.Rank))
            {
                throw GraphException.Shape($"the shape [{string.Join(", ", given)}] can't be right for {value.Shape}.");
            }
        }

        context.Alias(0, value, Reshaped(value.Shape, given, zeroIsZero, context.Builder.HasOneRow));
    }

    /// <summary>Flatten: the axes before one become rows, the others columns.</summary>
    public static void Flatten(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        long given = context.Integer("axis", 1);
        int axis = given == value.Shape.Rank ? value.Shape.Rank : value.Shape.Axis(given);
        GraphShape shape = value.Shape;
        int before = shape.Before(axis);
        int after = shape.Elements / Math.Max(before, 1);
        if (shape.RowAxis < 0)
        {
            context.Alias(0, value, GraphShape.Fixed(before, after));
            return;
        }

        if (before != 1 || shape.RowAxis >= axis)
        {
            throw GraphException.MixesRows(string.Create(CultureInfo.InvariantCulture, $"Flatten at axis {given} of {shape} puts rows and columns together."));
        }

        context.Alias(0, value, GraphShape.Rows(after));
    }

    /// <summary>Squeeze: removes axes of size 1.</summary>
    public static void Squeeze(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        GraphShape shape = value.Shape;
        long[] axes = context.Version < 13 ? context.Integers("axes") : context.ConstantIntegers(1) ?? [];
        HashSet<int> removed = axes.Length > 0
            ? [.. axes.Select(axis => shape.FeatureAxis(axis))]
            : [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1 && axis != shape.RowAxis)];
        if (removed.Any(axis => shape[axis] != 1))
        {
            throw GraphException.Shape($"an axis of {shape} that Squeeze should remove isn't of size 1.");
        }

        int[] kept = [.. Enumerable.Range(0, shape.Rank).Where(axis => !removed.Contains(axis))];
        context.Alias(0, value, new GraphShape([.. kept.Select(axis => shape[axis])], shape.RowAxis < 0 ? GraphShape.NoRows : Array.IndexOf(kept, shape.RowAxis)));
    }

    /// <summary>Unsqueeze: adds axes of size 1.</summary>
    public static void Unsqueeze(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        long[] axes = context.Version < 13 ? context.Integers("axes") : context.ConstantIntegers(1) ?? [];
        int rank = value.Shape.Rank + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => (int)(axis < 0 ? Math.Max(axis, -rank) + rank : Math.Min(axis, rank)))];
        if (axes.Length == 0 || added.Count != axes.Length || added.Max() >= rank || rank > OnnxParser.MaximumRank)
        {
            throw GraphException.Attribute($"axes [{string.Join(", ", axes)}] can't be added to {value.Shape}.");
        }

        List<int> sizes = [];
        int rowAxis = GraphShape.NoRows;
        for (int axis = 0, old = 0; axis < rank; axis++)
        {
            if (added.Contains(axis))
            {
                sizes.Add(1);
                continue;
            }

            rowAxis = old == value.Shape.RowAxis ? axis : rowAxis;
            sizes.Add(value.Shape[old++]);
        }

        context.Alias(0, value, new GraphShape([.. sizes], rowAxis));
    }

    // 0 copies a size, -1 is what remains. The axis of rows has to come out as a whole axis: copied from its own place, or
    // as the one that remains, with nothing but sizes of 1 before it on either side.
    private static GraphShape Reshaped(GraphShape shape, long[] given, bool zeroIsZero, bool hasOneRow)
    {
        int[] sizes = new int[given.Length];
        int rest = -1;
        int rowAxis = GraphShape.NoRows;
        long product = 1;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (given[axis] == -1)
            {
                rest = rest < 0 ? axis : throw GraphException.Shape("a shape can have only one size of -1.");
                continue;
            }

            bool copied = given[axis] == 0 && !zeroIsZero;
            rowAxis = copied && axis == shape.RowAxis ? axis : rowAxis;
            sizes[axis] = copied ? shape[axis] : (int)Math.Min(given[axis], GraphBuilder.MaximumLength + 1L);
            product = Math.Min(product * sizes[axis], int.MaxValue);
        }

        if (rest >= 0)
        {
            sizes[rest] = product > 0 && shape.Elements % product == 0 ? (int)(shape.Elements / product) : -1;
            product *= sizes[rest];
        }

        if (product != shape.Elements)
        {
            throw Wrong(shape, given);
        }

        if (shape.RowAxis >= 0 && rowAxis < 0)
        {
            // A leading 1 is the axis of rows where the file fixes the number of rows to one.
            rowAxis = rest >= 0 && sizes[rest] == 1 ? rest : hasOneRow && sizes.Length > 0 && sizes[0] == 1 ? 0 : throw Mixes(shape, given);
        }

        bool ordered = shape.RowAxis < 0 || (shape.Before(shape.RowAxis) == 1 && sizes.AsSpan(0, rowAxis).IndexOfAnyExcept(1) < 0);
        return ordered ? new GraphShape(sizes, rowAxis) : throw Mixes(shape, given);
    }

    private static GraphException Wrong(GraphShape shape, long[] given) =>
        GraphException.Shape($"the shape {shape} can't become [{string.Join(", ", given)}].");

    private static GraphException Mixes(GraphShape shape, long[] given) =>
        GraphException.MixesRows($"reshaping {shape} to [{string.Join(", ", given)}] puts rows and columns together, or fixes the number of rows.");
}
