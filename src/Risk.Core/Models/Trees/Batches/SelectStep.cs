using System.Runtime.InteropServices;

namespace Risk.Models.Trees;

/// <summary>
/// A node for 64 rows: <c>target = column &gt; code ? right : left</c>, byte by byte. Column and slots are offsets in bytes, so that nothing has to
/// be multiplied; the code fills four bytes, because those are broadcast for free.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal struct SelectStep
{
    internal uint Code;
    internal ushort Column;
    internal ushort Left;
    internal ushort Right;
    internal ushort Target;
}
