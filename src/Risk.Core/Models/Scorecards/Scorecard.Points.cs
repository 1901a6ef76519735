using System.Runtime.CompilerServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Scorecards;

public sealed partial class Scorecard
{
    /// <summary>The points of a row: base points and one bin's points per attribute, added in the order of attributes.</summary>
    /// <param name="features">One value per attribute.</param>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public double Points(ReadOnlySpan<float> features)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        return Total(features);
    }

    /// <inheritdoc cref="Points(ReadOnlySpan{float})"/>
    public double Points(ReadOnlySpan<double> features)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        return Total(features);
    }

    /// <summary>Writes the points that each attribute gives.</summary>
    /// <param name="features">One value per attribute.</param>
    /// <param name="points">Receives <see cref="FeatureCount"/> values.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public void AttributePoints(ReadOnlySpan<float> features, Span<double> points)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(points.Length, FeatureCount, nameof(points));
        for (int i = 0; i < features.Length; i++)
        {
            points[i] = _tables.Points[Slot(in _tables.Attributes[i], features[i])];
        }
    }

    private double Total(ReadOnlySpan<float> features)
    {
        double sum = _basePoints;
        AttributeTable[] attributes = _tables.Attributes;
        double[] points = _tables.Points;
        for (int i = 0; i < features.Length; i++)
        {
            sum += points[Slot(in attributes[i], features[i])];
        }

        return sum;
    }

    private double Total(ReadOnlySpan<double> features)
    {
        double sum = _basePoints;
        for (int i = 0; i < features.Length; i++)
        {
            sum += _tables.Points[Slot(in _tables.Attributes[i], features[i])];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(in AttributeTable attribute, float value)
    {
        if (float.IsNaN(value))
        {
            return attribute.MissingSlot;
        }

        if (attribute.IsCategorical)
        {
            int code = (int)value;
            return code == value && (uint)code < (uint)attribute.Categories ? attribute.SlotStart + code : attribute.UnknownSlot;
        }

        for (int i = 0; i < attribute.Specials; i++)
        {
            if (value == _tables.NarrowSpecials[attribute.SpecialStart + i])
            {
                return attribute.SpecialSlot + i;
            }
        }

        // The thresholds of an attribute lie inside the buffer: both were made together.
        ref float thresholds = ref Unsafe.Add(ref _tables.NarrowThresholds.First, attribute.ThresholdStart);
        return attribute.SlotStart + ThresholdRank.Count(in thresholds, attribute.PaddedThresholds, value);
    }

    private int Slot(in AttributeTable attribute, double value)
    {
        if (double.IsNaN(value))
        {
            return attribute.MissingSlot;
        }

        if (attribute.IsCategorical)
        {
            int code = (int)value;
            return code == value && (uint)code < (uint)attribute.Categories ? attribute.SlotStart + code : attribute.UnknownSlot;
        }

        int special = _tables.Specials.AsSpan(attribute.SpecialStart, attribute.Specials).IndexOf(value);
        if (special >= 0)
        {
            return attribute.SpecialSlot + special;
        }

        int rank = 0;
        foreach (double threshold in _tables.Thresholds.AsSpan(attribute.ThresholdStart, attribute.Thresholds))
        {
            rank += value > threshold ? 1 : 0;
        }

        return attribute.SlotStart + rank;
    }

    private static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, parameter);
        }
    }

    private static void ThrowLength(int actual, int expected, string parameter) =>
        throw new ArgumentException($"The span has {actual} values; the scorecard needs {expected}.", parameter);
}
