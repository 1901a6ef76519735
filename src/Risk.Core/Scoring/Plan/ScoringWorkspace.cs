using Risk.Events;

namespace Risk.Scoring;

/// <summary>The memory one call writes into: made once, lent by the plan's pool, sized when the plan is compiled.</summary>
internal sealed class ScoringWorkspace(WorkspacePool owner, AttributeRow row, WorkspaceSizes sizes)
{
    /// <summary>The pool that lends it.</summary>
    public WorkspacePool Owner { get; } = owner;

    public AttributeRow Row { get; } = row;

    public float[] Features { get; } = GC.AllocateUninitializedArray<float>(sizes.Features);

    public double[] Contributions { get; } = new double[sizes.Features];

    public double[] Margins { get; } = new double[sizes.Margins];

    public double[] Outputs { get; } = new double[sizes.Outputs];

    public float[] SingleOutputs { get; } = new float[sizes.Outputs];

    public ulong[] Matched { get; } = new ulong[sizes.RuleWords];

    public ulong[] Undetermined { get; } = new ulong[sizes.RuleWords];

    /// <summary>Where a batch is decided; made when a batch is met first.</summary>
    public BatchWorkspace Batch => field ??= new BatchWorkspace(() => new ScoringWorkspace(Owner, Row.Layout.CreateRow(), sizes), sizes);

    /// <summary>The primary model's vector, which its stage wrote last.</summary>
    public ReadOnlySpan<float> PrimaryFeatures(int count) => Features.AsSpan(0, count);
}
