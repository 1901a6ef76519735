using System.Runtime.InteropServices;

namespace Risk.Extensions.Shadows;

/// <summary>A position on cache lines of its own, so that writers and readers do not take each other's.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedPosition
{
    [FieldOffset(128)]
    public long Value;
}
