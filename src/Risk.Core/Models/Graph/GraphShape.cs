using System.Globalization;

namespace Risk.Models.Graph;

/// <summary>
/// The dimensions of a value for one row. The axis that counts rows, when there is one, has size 1 here and is remembered:
/// an operator that would look along it or move it away mixes rows and can't be run row by row.
/// </summary>
internal sealed class GraphShape
{
    /// <summary>No axis counts rows: the value is the same for every row.</summary>
    public const int NoRows = -1;

    private readonly int[] _sizes;

    /// <summary>A shape.</summary>
    /// <param name="sizes">The dimensions, 1 for the axis of rows.</param>
    /// <param name="rowAxis">The axis of rows, or <see cref="NoRows"/>.</param>
    public GraphShape(ReadOnlySpan<int> sizes, int rowAxis)
    {
        _sizes = sizes.ToArray();
        RowAxis = rowAxis;
        long length = 1;
        foreach (int size in sizes)
        {
            length = Math.Min(length * size, int.MaxValue);
        }

        Elements = (int)length;
    }

    /// <summary>The shape of a value that doesn't depend on the row.</summary>
    public static GraphShape Fixed(params ReadOnlySpan<int> sizes) => new(sizes, NoRows);

    /// <summary>The shape [N, sizes…].</summary>
    public static GraphShape Rows(params ReadOnlySpan<int> sizes) => new([1, .. sizes], 0);

    /// <summary>The axis that counts rows, or <see cref="NoRows"/>.</summary>
    public int RowAxis { get; }

    /// <summary>The number of elements in a row; <see cref="int.MaxValue"/> stands for anything larger.</summary>
    public int Elements { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => _sizes.Length;

    /// <summary>The dimensions, 1 for the axis of rows.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The size along an axis.</summary>
    public int this[int axis] => _sizes[axis];

    /// <summary>The size along an axis counted from the end, 1 for the last.</summary>
    public int FromEnd(int back) => _sizes[^back];

    /// <summary>The number of elements before an axis, in the order of memory.</summary>
    public int Before(int axis) => Product(_sizes.AsSpan(0, axis));

    /// <summary>The number of elements an index along an axis strides over.</summary>
    public int After(int axis) => Product(_sizes.AsSpan(axis + 1));

    /// <summary>The same shape with another size along one axis.</summary>
    public GraphShape With(int axis, int size)
    {
        int[] sizes = [.. _sizes];
        sizes[axis] = size;
        return new GraphShape(sizes, RowAxis);
    }

    /// <summary>Whether two shapes have the same dimensions and the same axis of rows.</summary>
    public bool Matches(GraphShape other) => RowAxis == other.RowAxis && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <summary>Resolves an axis that may be counted from the end.</summary>
    /// <exception cref="GraphException">There is no such axis.</exception>
    public int Axis(long axis)
    {
        long resolved = axis < 0 ? axis + Rank : axis;
        return resolved >= 0 && resolved < Rank
            ? (int)resolved
            : throw GraphException.Shape(string.Create(CultureInfo.InvariantCulture, $"there is no axis {axis} in the shape {this}."));
    }

    /// <summary>Resolves an axis along which the operator looks, which must not be the axis of rows.</summary>
    /// <exception cref="GraphException">There is no such axis, or it counts rows.</exception>
    public int FeatureAxis(long axis)
    {
        int resolved = Axis(axis);
        return resolved != RowAxis
            ? resolved
            : throw GraphException.MixesRows(string.Create(CultureInfo.InvariantCulture, $"axis {axis} of the shape {this} counts rows."));
    }

    /// <summary>[N, 3]</summary>
    public override string ToString() =>
        $"[{string.Join(", ", _sizes.Select((size, axis) => axis == RowAxis ? "N" : size.ToString(CultureInfo.InvariantCulture)))}]";

    private static int Product(ReadOnlySpan<int> sizes)
    {
        long product = 1;
        foreach (int size in sizes)
        {
            product = Math.Min(product * size, int.MaxValue);
        }

        return (int)product;
    }
}
