namespace Risk.Models.Graph;

/// <summary>One step of a graph: reads its inputs, writes its outputs, for one row. Immutable once the graph is planned.</summary>
internal abstract class GraphOperator
{
    /// <summary>The values it reads.</summary>
    public required GraphValue[] Inputs { get; init; }

    /// <summary>The values it computes.</summary>
    public required GraphValue[] Outputs { get; init; }

    /// <summary>Builds what running needs and is too costly to build for an operator that is dropped or replaced.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Computes the outputs.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public abstract void Run(in GraphFrame frame);
}
