using Risk.Events;

namespace Risk.Scoring;

/// <summary>The memory that a batch is decided in, so many events at a time; a workspace gets it when it first meets a batch.</summary>
internal sealed class BatchWorkspace
{
    /// <summary>How many events are decided together.</summary>
    public const int Width = 16;

    /// <param name="create">Makes a workspace for one event.</param>
    /// <param name="sizes">What a call needs for one event.</param>
    public BatchWorkspace(Func<ScoringWorkspace> create, WorkspaceSizes sizes)
    {
        for (int i = 0; i < Width; i++)
        {
            Events[i] = create();
            Rows[i] = Events[i].Row;
        }

        Vectors = new float[Width * sizes.Features];
        Margins = new double[Width * sizes.Margins];
    }

    /// <summary>By event, where it is decided.</summary>
    public ScoringWorkspace[] Events { get; } = new ScoringWorkspace[Width];

    /// <summary>By event, its row.</summary>
    public AttributeRow[] Rows { get; } = new AttributeRow[Width];

    /// <summary>The vectors of all events for one model, one behind the other.</summary>
    public float[] Vectors { get; }

    /// <summary>One model's margins, event after event.</summary>
    public double[] Margins { get; }

    /// <summary>By event, what one model's features set.</summary>
    public DecisionFlags[] FeatureFlags { get; } = new DecisionFlags[Width];

    /// <summary>By event, whether its windows lack nothing.</summary>
    public bool[] IsComplete { get; } = new bool[Width];

    /// <summary>By event, the flags so far.</summary>
    public DecisionFlags[] Flags { get; } = new DecisionFlags[Width];

    /// <summary>By event, one model's result.</summary>
    public ModelResult[] Results { get; } = new ModelResult[Width];

    /// <summary>By event, what the model found that the policy decides by.</summary>
    public ModelResult[] Primary { get; } = new ModelResult[Width];
}
