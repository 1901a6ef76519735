using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Explanation;

/// <summary>
/// Picks the few reasons that say most of a row's contributions. Features that share a reason (one-hot columns of one attribute, say)
/// count together; features without one never appear.
/// </summary>
/// <remarks>Ranked by size; of equal contributions the one whose feature comes first. Thread safety: safe.</remarks>
public sealed partial class ReasonSelector
{
    private const int StackGroups = 128;

    private readonly ReasonDefinition[] _reasons;
    private readonly int[] _group;
    private readonly bool _groupsAreFeatures;
    private readonly int _count;
    private readonly ContributionDirection _direction;

    /// <summary>Creates a selector.</summary>
    /// <param name="definitions">A reason per feature, in the order of features; null for a feature that must never appear.</param>
    /// <param name="count">The most reasons to give, 0 to <see cref="ReasonList.Capacity"/>.</param>
    /// <param name="direction">Which contributions can be reasons.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public ReasonSelector(
        IReadOnlyList<ReasonDefinition?> definitions,
        int count = ReasonList.Capacity,
        ContributionDirection direction = ContributionDirection.Raising)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ReasonList.Capacity);
        Dictionary<ReasonDefinition, int> groups = [];
        _group = new int[definitions.Count];
        for (int feature = 0; feature < _group.Length; feature++)
        {
            _group[feature] = -1;
            if (definitions[feature] is { } reason)
            {
                groups.TryAdd(reason, groups.Count);
                _group[feature] = groups[reason];
            }
        }

        _reasons = [.. groups.Keys];
        _groupsAreFeatures = _reasons.Length == _group.Length;
        _count = count;
        _direction = direction;
    }

    /// <summary>The number of features whose contributions are given.</summary>
    public int FeatureCount => _group.Length;

    /// <summary>Creates a selector that names every feature by itself, unless told otherwise.</summary>
    /// <param name="featureNames">The features' names in order.</param>
    /// <param name="reasons">Reasons by feature name; null for a feature that must never appear.</param>
    /// <param name="count">The most reasons to give.</param>
    /// <param name="direction">Which contributions can be reasons.</param>
    public static ReasonSelector FromFeatures(
        IReadOnlyList<string> featureNames,
        IReadOnlyDictionary<string, ReasonDefinition?>? reasons = null,
        int count = ReasonList.Capacity,
        ContributionDirection direction = ContributionDirection.Raising)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        ReasonDefinition?[] definitions = new ReasonDefinition?[featureNames.Count];
        for (int feature = 0; feature < definitions.Length; feature++)
        {
            string name = featureNames[feature];
            definitions[feature] = reasons is not null && reasons.TryGetValue(name, out ReasonDefinition? reason)
                ? reason
                : new ReasonDefinition(ReasonSource.Feature, name);
        }

        return new ReasonSelector(definitions, count, direction);
    }

    /// <summary>The reasons of one row, most important first.</summary>
    /// <param name="contributions">A contribution per feature, as <see cref="IExplainableModel.Explain"/> writes them. NaN is no reason.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    [SkipLocalsInit]
    public ReasonList Select(ReadOnlySpan<double> contributions)
    {
        if (contributions.Length != _group.Length)
        {
            ThrowLength(contributions.Length);
        }

        if (_groupsAreFeatures)
        {
            return Rank(contributions);
        }

        double[]? rented = _reasons.Length > StackGroups ? ArrayPool<double>.Shared.Rent(_reasons.Length) : null;
        Span<double> sums = rented is null ? stackalloc double[StackGroups] : rented;
        sums = sums[.._reasons.Length];
        sums.Clear();
        for (int feature = 0; feature < contributions.Length; feature++)
        {
            int group = _group[feature];
            if (group >= 0)
            {
                sums[group] += contributions[feature];
            }
        }

        ReasonList reasons = Rank(sums);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        return reasons;
    }

    [SkipLocalsInit]
    private ReasonList Rank(ReadOnlySpan<double> sums)
    {
        Ranking best = default;
        int count = 0;
        if (Vector512.IsHardwareAccelerated && sums.Length >= Vector512<double>.Count)
        {
            count = RankInVectors(sums, ref best);
        }
        else
        {
            for (int group = 0; group < sums.Length; group++)
            {
                count = Consider(ref best, count, group, Size(sums[group]));
            }
        }

        ReasonList reasons = default;
        for (int rank = 0; rank < count; rank++)
        {
            int group = best[rank].Group;
            reasons.Add(new Reason(_reasons[group], sums[group]));
        }

        return reasons;
    }

    // From the last rank upwards; what is as large stays before the newcomer.
    private static void Insert(ref Ranking best, int count, int group, double size)
    {
        int rank = count - 1;
        while (rank > 0 && best[rank - 1].Size < size)
        {
            best[rank] = best[rank - 1];
            rank--;
        }

        best[rank] = (group, size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Consider(ref Ranking best, int count, int group, double size)
    {
        if (size > (count == _count ? count == 0 ? double.PositiveInfinity : best[count - 1].Size : 0))
        {
            count = Math.Min(count + 1, _count);
            Insert(ref best, count, group, size);
        }

        return count;
    }

    private double Size(double contribution) => _direction switch
    {
        ContributionDirection.Raising => contribution,
        ContributionDirection.Lowering => -contribution,
        _ => Math.Abs(contribution),
    };

    private void ThrowLength(int length) =>
        throw new ArgumentException($"There are {length} contributions, but the selector was made for {_group.Length} features.", "contributions");

    [InlineArray(ReasonList.Capacity)]
    private struct Ranking
    {
        private (int Group, double Size) _first;
    }
}
