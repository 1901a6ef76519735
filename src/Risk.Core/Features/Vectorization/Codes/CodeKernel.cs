using System.Runtime.Intrinsics;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>
/// The part of a plan that works on codes of texts, sixteen at a time or by looking into tables. In a header, LeftLow and
/// LeftHigh are the windows' starts.
/// </summary>
internal static unsafe class CodeKernel
{
    /// <summary>Features that are 1 where the code is the lane's, else 0.</summary>
    public static void Indicators<TGather>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TGather : struct, ICodeGather
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        float* output = instruction.ToLanes ? frame.Lanes : frame.Features;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            Vector512<int> actual = TGather.Codes(header, frame.Codes, ref tape);
            Vector512<float> isSame = Vector512.Equals(actual, Vector512.Load((int*)tape)).AsSingle();
            Vector512<float> ones = Vector512.ConditionalSelect(isSame, Vector512<float>.One, Vector512<float>.Zero);
            tape += Vector512<double>.Count;
            ones.GetLower().Store(output + header->OutputLow);
            ones.GetUpper().Store(output + header->OutputHigh);
        }
    }

    /// <summary>Which texts are missing, and which are not among a run of known codes.</summary>
    public static void Checks<TGather>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TGather : struct, ICodeGather
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        ulong missing = 0;
        ulong unknown = 0;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            Vector512<int> actual = TGather.Codes(header, frame.Codes, ref tape);
            Vector512<int> first = Vector512.Load((int*)tape);
            Vector512<uint> count = Vector512.Load((uint*)(tape + Vector512<double>.Count));
            tape += 2 * Vector512<double>.Count;
            ulong absent = Vector512.Equals(actual, Vector512.Create(TextCode.Missing)).ExtractMostSignificantBits();
            missing |= absent;
            unknown |= Vector512.GreaterThanOrEqual((actual - first).AsUInt32(), count).ExtractMostSignificantBits() & ~absent;
        }

        frame.Flags |= (missing != 0 ? DecisionFlags.MissingFeatures : 0) | (unknown != 0 ? DecisionFlags.UnknownCategory : 0);
    }

    /// <summary>Values of codes as features.</summary>
    public static void ToFeatures(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        var flags = DecisionFlags.None;
        CodeEntry[] entries = plan.Entries;
        foreach (ref readonly CodeLookup lookup in plan.Lookups.AsSpan(instruction.Tape, instruction.Count))
        {
            ref readonly CodeEntry entry = ref entries[lookup.Offset + Math.Min(frame.Codes[lookup.Position], lookup.Last)];
            flags |= entry.Flags;
            frame.Features[lookup.Target] = entry.Rounded;
        }

        frame.Flags |= flags;
    }

    /// <summary>Values of codes as slots; a slot below 0 is not wanted, only the flags are.</summary>
    public static void ToSlots(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        var flags = DecisionFlags.None;
        CodeEntry[] entries = plan.Entries;
        foreach (ref readonly CodeLookup lookup in plan.Lookups.AsSpan(instruction.Tape, instruction.Count))
        {
            ref readonly CodeEntry entry = ref entries[lookup.Offset + Math.Min(frame.Codes[lookup.Position], lookup.Last)];
            flags |= entry.Flags;
            if (lookup.Target >= 0)
            {
                frame.Slots[lookup.Target] = entry.Value;
            }
        }

        frame.Flags |= flags;
    }
}
