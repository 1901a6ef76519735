using System.Runtime.InteropServices;

namespace Risk.Scoring.Recording;

/// <summary>A counter alone on its cache lines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedCounter
{
    [FieldOffset(128)]
    public long Value;
}
