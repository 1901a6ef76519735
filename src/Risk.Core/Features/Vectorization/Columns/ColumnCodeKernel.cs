using System.Numerics;
using System.Runtime.Intrinsics;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>The part of a column plan that works on codes of texts.</summary>
internal static unsafe class ColumnCodeKernel
{
    /// <summary>Which texts are missing, and which are unknown.</summary>
    public static void Checks(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
    {
        ulong missing = 0;
        ulong unknown = 0;
        foreach (ref readonly ColumnCheck check in plan.Checks.AsSpan())
        {
            Vector512<int> actual = Vector512.Load(frame.Codes + (check.Column * ColumnPlan.Width));
            ulong absent = Vector512.Equals(actual, Vector512.Create(TextCode.Missing)).ExtractMostSignificantBits();
            missing |= absent;
            Vector512<uint> place = (actual - Vector512.Create(check.First)).AsUInt32();
            unknown |= Vector512.GreaterThanOrEqual(place, Vector512.Create((uint)check.Count)).ExtractMostSignificantBits() & ~absent;
        }

        Mark(frame.Flags, missing, DecisionFlags.MissingFeatures);
        Mark(frame.Flags, unknown, DecisionFlags.UnknownCategory);
    }

    /// <summary>Features that are 1 where the code is the feature's, else 0.</summary>
    public static void Indicators(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
    {
        foreach (ref readonly ColumnIndicator indicator in plan.Indicators.AsSpan())
        {
            Vector512<int> actual = Vector512.Load(frame.Codes + (indicator.Column * ColumnPlan.Width));
            Vector512<float> isSame = Vector512.Equals(actual, Vector512.Create(indicator.Code)).AsSingle();
            Vector512.ConditionalSelect(isSame, Vector512<float>.One, Vector512<float>.Zero).Store(frame.Features + (indicator.Feature * ColumnPlan.Width));
        }
    }

    /// <summary>Values of codes as features.</summary>
    public static void ToFeatures(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
    {
        CodeEntry[] entries = plan.Entries;
        foreach (ref readonly CodeLookup lookup in plan.Lookups.AsSpan(instruction.Start, instruction.Count))
        {
            int* codes = frame.Codes + (lookup.Position * ColumnPlan.Width);
            float* target = frame.Features + (lookup.Target * ColumnPlan.Width);
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                ref readonly CodeEntry entry = ref entries[lookup.Offset + Math.Min(codes[i], lookup.Last)];
                frame.Flags[i] |= entry.Flags;
                target[i] = entry.Rounded;
            }
        }
    }

    /// <summary>Values of codes as slots; a column below 0 is not wanted, only the flags are.</summary>
    public static void ToSlots(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
    {
        CodeEntry[] entries = plan.Entries;
        foreach (ref readonly CodeLookup lookup in plan.Lookups.AsSpan(instruction.Start, instruction.Count))
        {
            int* codes = frame.Codes + (lookup.Position * ColumnPlan.Width);
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                ref readonly CodeEntry entry = ref entries[lookup.Offset + Math.Min(codes[i], lookup.Last)];
                frame.Flags[i] |= entry.Flags;
                if (lookup.Target >= 0)
                {
                    frame.Columns[(lookup.Target * ColumnPlan.Width) + i] = entry.Value;
                }
            }
        }
    }

    private static void Mark(Span<DecisionFlags> flags, ulong events, DecisionFlags flag)
    {
        for (; events != 0; events &= events - 1)
        {
            flags[BitOperations.TrailingZeroCount(events)] |= flag;
        }
    }
}
