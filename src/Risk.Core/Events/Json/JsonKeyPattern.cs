using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <summary>A key as it nearly always stands in a text, <c>"key":</c>, ready to be compared in one masked step.</summary>
internal readonly struct JsonKeyPattern
{
    /// <summary>How many bytes one comparison covers.</summary>
    public const int BlockBytes = 32;

    public JsonKeyPattern(ReadOnlySpan<byte> key)
    {
        Text = [(byte)'"', .. key, (byte)'"', (byte)':'];
        Length = Text.Length;
        Span<byte> head = stackalloc byte[BlockBytes];
        Span<byte> mask = stackalloc byte[BlockBytes];
        int covered = Math.Min(Length, BlockBytes);
        head.Clear();
        mask.Clear();
        Text.AsSpan(0, covered).CopyTo(head);
        mask[..covered].Fill(0xFF);
        Head = Vector256.Create<byte>(head);
        HeadMask = Vector256.Create<byte>(mask);
    }

    /// <summary>The first bytes; beyond the key's end zero.</summary>
    public Vector256<byte> Head { get; }

    /// <summary>Which of them count.</summary>
    public Vector256<byte> HeadMask { get; }

    /// <summary>The key with its quotes and the colon.</summary>
    public byte[] Text { get; }

    /// <summary>The bytes of <see cref="Text"/>.</summary>
    public int Length { get; }
}
