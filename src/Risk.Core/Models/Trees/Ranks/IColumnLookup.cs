using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>Reads 64 bytes of a small table that lies in registers, each at an index of its own.</summary>
internal interface IColumnLookup
{
    /// <summary>The bytes at the indices.</summary>
    static abstract Vector512<byte> At(
        Vector512<byte> index, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth);
}
