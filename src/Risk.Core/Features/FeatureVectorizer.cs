using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Features.Evaluation;
using Risk.Features.Vectorization;

namespace Risk.Features;

/// <summary>A pipeline compiled for a layout: turns rows into feature vectors. Immutable and safe for any number of threads.</summary>
public sealed partial class FeatureVectorizer
{
    private const int MostSlotsOnStack = 512;
    private const int SmallScratch = 2 * 1024;
    private const int LargeScratch = 16 * 1024;
    private const int Border = 64;

    private readonly FeatureProgram _program;
    private readonly VectorPlan? _plan;
    private readonly ColumnPlan? _columns;

    internal FeatureVectorizer(FeatureProgram program, bool useVectors)
    {
        _program = program;
        _plan = useVectors ? VectorPlanner.Plan(program) : null;
        _columns = useVectors ? ColumnPlanner.Plan(program) : null;
    }

    /// <summary>The length of the vector.</summary>
    public int FeatureCount => _program.Outputs.Length;

    /// <summary>Computes the features of an event.</summary>
    /// <param name="row">The event, with its windows filled, in the layout that this was compiled for.</param>
    /// <param name="features">Receives exactly <see cref="FeatureCount"/> values; a missing one is NaN, none is infinite.</param>
    /// <returns>
    /// <see cref="DecisionFlags.MissingFeatures"/> when an attribute that was read or a feature is missing,
    /// <see cref="DecisionFlags.UnknownCategory"/> when a text is none of the categories of a transform, and
    /// <see cref="DecisionFlags.InvalidValue"/> when a value was infinite, too large or outside a transform's domain.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="features"/> has another length, or the row another layout.</exception>
    /// <remarks>Allocations: none. Thread safety: safe; the row belongs to the caller.</remarks>
    public DecisionFlags Transform(AttributeRow row, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (features.Length != FeatureCount)
        {
            ThrowWrongLength(features.Length, FeatureCount);
        }

        return TransformCore(row, features);
    }

    [DoesNotReturn]
    private static void ThrowWrongLength(long actual, long expected) =>
        throw new ArgumentException($"The span has {actual} values; it must have exactly {expected}.");

    [DoesNotReturn]
    private static void ThrowWrongLayout(int actual, int expected) =>
        throw new ArgumentException($"The row has {actual} positions; this vectorizer was compiled for a layout with at least {expected}.");

    private void CheckLength(AttributeRow row)
    {
        if (row.Numbers.Length < _program.RowLength)
        {
            ThrowWrongLayout(row.Numbers.Length, _program.RowLength);
        }
    }

    private DecisionFlags TransformCore(AttributeRow row, Span<float> features)
    {
        CheckLength(row);
        DecisionFlags flags;
        if (_plan is { } plan)
        {
            bool isDone = plan.ScratchBytes <= SmallScratch ? OnSmallStack(plan, row, features, out flags)
                : plan.ScratchBytes <= LargeScratch ? OnLargeStack(plan, row, features, out flags)
                : OnHeap(plan, row, features, out flags);
            if (isDone)
            {
                return flags;
            }
        }

        return Scalar(row, features);
    }

    // More than a page of stack is probed page by page, so small plans have a way of their own.
    [SkipLocalsInit]
    private unsafe bool OnSmallStack(VectorPlan plan, AttributeRow row, Span<float> features, out DecisionFlags flags)
    {
        byte* scratch = stackalloc byte[SmallScratch + Border];
        return VectorEvaluator.TryEvaluate(_program, plan, row, Aligned(scratch), features, out flags);
    }

    [SkipLocalsInit]
    private unsafe bool OnLargeStack(VectorPlan plan, AttributeRow row, Span<float> features, out DecisionFlags flags)
    {
        byte* scratch = stackalloc byte[LargeScratch + Border];
        return VectorEvaluator.TryEvaluate(_program, plan, row, Aligned(scratch), features, out flags);
    }

    private unsafe bool OnHeap(VectorPlan plan, AttributeRow row, Span<float> features, out DecisionFlags flags)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(plan.ScratchBytes + Border);
        bool isDone;
        fixed (byte* scratch = rented)
        {
            isDone = VectorEvaluator.TryEvaluate(_program, plan, row, Aligned(scratch), features, out flags);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return isDone;
    }

    private static unsafe byte* Aligned(byte* address) => (byte*)(((nuint)address + (Border - 1)) & ~(nuint)(Border - 1));

    private DecisionFlags Scalar(AttributeRow row, Span<float> features)
    {
        int count = _program.Steps.Length;
        if (count <= MostSlotsOnStack)
        {
            return ScalarEvaluator.Evaluate(_program, row, stackalloc double[MostSlotsOnStack], features);
        }

        double[] slots = ArrayPool<double>.Shared.Rent(count);
        DecisionFlags flags = ScalarEvaluator.Evaluate(_program, row, slots, features);
        ArrayPool<double>.Shared.Return(slots);
        return flags;
    }
}
