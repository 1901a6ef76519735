using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <summary>A key in quotes, ready to be compared with the text in one masked step.</summary>
internal readonly struct JsonKeyPattern
{
    /// <summary>How many bytes one comparison covers.</summary>
    public const int BlockBytes = 32;

    public JsonKeyPattern(ReadOnlySpan<byte> key)
    {
        Quoted = [(byte)'"', .. key, (byte)'"'];
        Span<byte> head = stackalloc byte[BlockBytes];
        Span<byte> mask = stackalloc byte[BlockBytes];
        int covered = Math.Min(Quoted.Length, BlockBytes);
        head.Clear();
        mask.Clear();
        Quoted.AsSpan(0, covered).CopyTo(head);
        mask[..covered].Fill(0xFF);
        Head = Vector256.Create<byte>(head);
        HeadMask = Vector256.Create<byte>(mask);
    }

    /// <summary>The first bytes; beyond the key's end zero.</summary>
    public Vector256<byte> Head { get; }

    /// <summary>Which of them count.</summary>
    public Vector256<byte> HeadMask { get; }

    /// <summary>The key with its quotes.</summary>
    public byte[] Quoted { get; }

    /// <summary>The bytes of <see cref="Quoted"/>.</summary>
    public int Length => Quoted.Length;
}
