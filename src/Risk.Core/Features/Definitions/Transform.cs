namespace Risk.Features.Definitions;

/// <summary>
/// A kind of step in a pipeline: its name, what it accepts and gives, its parameters, and how it is lowered to
/// operations. One class a transform, listed in <see cref="TransformCatalog"/>.
/// </summary>
internal abstract class Transform
{
    /// <summary>The name in JSON.</summary>
    public abstract string Name { get; }

    /// <summary>What each input may be; when more inputs are allowed, the last entry counts for them too.</summary>
    public abstract IReadOnlyList<ValueKinds> Inputs { get; }

    public virtual int MaximumInputs => Inputs.Count;

    public abstract ValueKinds Output { get; }

    public virtual IReadOnlyList<TransformParameter> Parameters => [];

    /// <summary>Whether the order of its categories counts, as it does where each becomes a feature or a number.</summary>
    public virtual bool CategoriesAreOrdered => true;

    public ValueKinds InputKinds(int input) => Inputs[Math.Min(input, Inputs.Count - 1)];

    /// <summary>Checks what single parameters can't say; called only when each is right by itself.</summary>
    public virtual void Validate(TransformNode node, NodeProblems problems)
    {
    }

    /// <summary>The names of the features when an entry of this name ends in this node.</summary>
    public virtual IReadOnlyList<string> FeatureNames(string name, TransformNode node) => [name];
}
