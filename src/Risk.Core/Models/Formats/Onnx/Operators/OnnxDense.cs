using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Gemm and MatMul.</summary>
internal static class OnnxDense
{
    /// <summary>Gemm: alpha · A B + beta · C, either matrix transposed on the way.</summary>
    public static void Gemm(OnnxNodeContext context)
    {
        GraphValue left = context.Input(0, ElementType.Single, ElementType.Double);
        GraphValue right = context.Input(1, left.Type);
        float alpha = context.Single("alpha", 1);
        float beta = context.Single("beta", 1);
        if (left.Shape.Rank != 2 || right.Shape.Rank != 2)
        {
            throw GraphException.Shape($"Gemm multiplies matrices, not the shapes {left.Shape} and {right.Shape}.");
        }

        bool transposeLeft = context.Integer("transA", 0) != 0;
        bool transposeRight = context.Integer("transB", 0) != 0;
        if (!right.IsConstant || transposeLeft && !left.IsConstant)
        {
            throw GraphException.Unsupported("Gemm is read for a constant B and an A that isn't transposed.");
        }

        left = transposeLeft ? Transpose(context, left) : left;
        right = transposeRight ? Transpose(context, right) : right;
        GraphValue? addend = context.Optional(2);
        if (addend is not null && (addend.Type != left.Type || !addend.IsConstant || addend.Length is not 1 && addend.Length != right.Shape[1]))
        {
            throw GraphException.Unsupported($"Gemm is read for a constant C with one value per column; '{addend.Name}' isn't one.");
        }

        if (left.Shape[1] != right.Shape[0])
        {
            throw GraphException.Shape($"the shapes {left.Shape} and {right.Shape} can't be multiplied.");
        }

        AddDense(context, left, right, addend, alpha, beta);
    }

    /// <summary>MatMul: by a constant matrix, or of two computed stacks of matrices.</summary>
    public static void MatMul(OnnxNodeContext context)
    {
        GraphValue left = context.Input(0, ElementType.Single, ElementType.Double);
        GraphValue right = context.Input(1, left.Type);
        GraphShape a = left.Shape;
        GraphShape b = right.Shape;
        if (a.Rank < 1 || b.Rank < 1)
        {
            throw GraphException.Shape("MatMul multiplies matrices, not scalars.");
        }

        if (right.IsConstant && b.Rank <= 2)
        {
            GraphValue matrix = b.Rank == 2 ? right : right.As(right.Name, GraphShape.Fixed(b[0], 1));
            CheckDepth(a, a.FromEnd(1), b, matrix.Shape[0]);
            AddDense(context, left, matrix, null, 1, 1, dropColumn: b.Rank == 1);
            return;
        }

        AddStacks(context, left, right);
    }

    private static void AddStacks(OnnxNodeContext context, GraphValue left, GraphValue right)
    {
        GraphShape a = left.Shape;
        GraphShape b = right.Shape;
        if (left.Type != ElementType.Single || a.Rank < 2 || b.Rank < 2)
        {
            throw GraphException.Unsupported($"MatMul isn't read for the shapes {a} and {b}.");
        }

        CheckDepth(a, a.FromEnd(1), b, b.FromEnd(2));
        _ = a.FeatureAxis(-1);
        int stacks = a.Before(a.Rank - 2);
        bool shared = b.Before(b.Rank - 2) == 1 && b.RowAxis < 0;
        if (!shared && (b.Rank != a.Rank || b.Before(b.Rank - 2) != stacks || b.RowAxis >= b.Rank - 2 || a.RowAxis != b.RowAxis))
        {
            throw GraphException.Unsupported($"MatMul isn't read for the shapes {a} and {b}.");
        }

        GraphValue result = context.Output(0, ElementType.Single, a.With(a.Rank - 1, b.FromEnd(1)));
        context.Builder.Add(new MatMulOperator(stacks, a.FromEnd(2), a.FromEnd(1), b.FromEnd(1), shared) { Inputs = [left, right], Outputs = [result] });
    }

    private static void CheckDepth(GraphShape a, int depthOfA, GraphShape b, int depthOfB)
    {
        if (depthOfA != depthOfB)
        {
            throw GraphException.Shape($"the shapes {a} and {b} can't be multiplied.");
        }
    }

    /// <summary>Adds a product by constant weights, after which the last axis counts the weights' columns.</summary>
    public static GraphValue AddDense(
        OnnxNodeContext context, GraphValue left, GraphValue right, GraphValue? addend, float alpha, float beta, bool dropColumn = false)
    {
        int inputs = right.Shape[0];
        int outputs = right.Shape[1];
        GraphShape shape = dropColumn
            ? new GraphShape(left.Shape.Sizes[..^1], left.Shape.RowAxis)
            : left.Shape.With(left.Shape.Rank - 1, outputs);
        if (left.Shape.RowAxis == left.Shape.Rank - 1)
        {
            throw GraphException.MixesRows($"the last axis of {left.Shape} counts rows.");
        }

        GraphValue result = context.Output(0, left.Type, shape);
        GraphFrame frame = new([], []);
        if (left.Type == ElementType.Single)
        {
            float[] weights = [.. frame.Read<float>(right).ToArray().Select(weight => weight * alpha)];
            float[] bias = Bias(addend is null ? [] : frame.Read<float>(addend), beta, outputs);
            context.Builder.Add(new DenseOperator(weights, bias, inputs, outputs) { Inputs = [left], Outputs = [result] });
        }
        else
        {
            double[] weights = [.. frame.Read<double>(right).ToArray().Select(weight => weight * alpha)];
            double[] bias = Bias(addend is null ? [] : frame.Read<double>(addend), beta, outputs);
            context.Builder.Add(new DoubleDenseOperator(weights, bias, inputs, outputs) { Inputs = [left], Outputs = [result] });
        }

        return result;
    }

    private static T[] Bias<T>(ReadOnlySpan<T> addend, float beta, int outputs)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] bias = new T[outputs];
        for (int i = 0; i < outputs && !addend.IsEmpty; i++)
        {
            bias[i] = addend[addend.Length == 1 ? 0 : i] * T.CreateTruncating(beta);
        }

        return bias;
    }

    private static GraphValue Transpose(OnnxNodeContext context, GraphValue matrix)
    {
        GraphValue result = context.Between(matrix.Type, GraphShape.Fixed(matrix.Shape[1], matrix.Shape[0]));
        OnnxShaping.Rearrange(context, matrix, result, Positions.Transposed(matrix.Shape, [1, 0]));
        return result;
    }
}
