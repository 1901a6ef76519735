using System.Globalization;
using Risk.Internals;

namespace Risk.Scoring;

/// <summary>
/// Assigns entities to arms by a stable hash of experiment name and key: the same key lands in the same arm on every machine and
/// in every process, and two experiments split independently.
/// </summary>
/// <remarks>Immutable. Allocations: none. Thread safety: safe.</remarks>
public sealed class ExperimentSplit
{
    // Shares are compared on a scale of a million, so that a hundredth of a percent still splits evenly.
    private const ulong Scale = 1_000_000;

    private readonly ulong _salt;
    private readonly ulong _controlBelow;
    private readonly ulong _challengerBelow;

    /// <summary>Creates a split.</summary>
    /// <param name="name">The experiment's name; another name shuffles the entities anew.</param>
    /// <param name="challengerPercent">The share decided by the challenger, 0 to 100.</param>
    /// <param name="controlPercent">The share let through, 0 to 100; together at most 100.</param>
    /// <exception cref="ArgumentException">The name is empty or a share is out of range.</exception>
    public ExperimentSplit(string name, double challengerPercent, double controlPercent = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!(challengerPercent >= 0 && controlPercent >= 0 && challengerPercent + controlPercent <= 100))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Experiment '{name}': challenger {challengerPercent} % and control {controlPercent} % must each be 0 or more and together at most 100."));
        }

        Name = name;
        _salt = TextHash.Exact(name);
        _controlBelow = (ulong)Math.Round(controlPercent / 100 * Scale);
        _challengerBelow = _controlBelow + (ulong)Math.Round(challengerPercent / 100 * Scale);
    }

    /// <summary>The experiment's name.</summary>
    public string Name { get; }

    /// <summary>The arm of a key.</summary>
    /// <param name="key">The entity key (card, customer), compared exactly; empty belongs to the champion.</param>
    public ExperimentArm ArmOf(ReadOnlySpan<char> key) => key.IsEmpty ? ExperimentArm.Champion : ArmOf(TextHash.Exact(key));

    internal ExperimentArm ArmOf(ulong keyHash)
    {
        ulong position = Math.BigMul(TextHash.Combine(_salt, keyHash), Scale, out _);
        return position < _controlBelow ? ExperimentArm.Control
            : position < _challengerBelow ? ExperimentArm.Challenger
            : ExperimentArm.Champion;
    }
}
