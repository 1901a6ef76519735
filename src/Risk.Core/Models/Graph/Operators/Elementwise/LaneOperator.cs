using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>
/// Applies a function of one value to every element, in vectors. Computed in double and rounded once for float values, so
/// the bits are the same on every machine.
/// </summary>
internal sealed class LaneOperator<TFunction>(TFunction function) : GraphOperator
    where TFunction : struct, IDoubleFunction
{
    /// <summary>The function.</summary>
    public TFunction Function => function;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        if (Inputs[0].Type == ElementType.Single)
        {
            Elementwise.Apply(function, frame.Read<float>(Inputs[0]), frame.Write<float>(Outputs[0]));
        }
        else
        {
            Elementwise.Apply(function, frame.Read<double>(Inputs[0]), frame.Write<double>(Outputs[0]));
        }
    }
}
