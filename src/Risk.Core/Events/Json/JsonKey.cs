using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <summary>
/// A key of a JSON object: how it nearly always stands in a text, <c>"key":</c>, ready to be compared in one masked step; where its value goes;
/// and which key followed it last time.
/// </summary>
internal sealed class JsonKey
{
    /// <summary>How many bytes one comparison covers.</summary>
    public const int BlockBytes = 32;

    private JsonKey()
    {
        Text = [];
        Next = this;
        Head = Vector256<byte>.Zero;
        HeadMask = Vector256<byte>.AllBitsSet;
    }

    public JsonKey(ReadOnlySpan<byte> name, JsonField field)
    {
        Name = name.ToArray();
        Text = [(byte)'"', .. name, (byte)'"', (byte)':'];
        Field = field;
        Position = field.Position;
        Form = field.Position < 0 ? JsonForm.Other
            : field.IsText ? JsonForm.Text
            : field.Kind == AttributeKind.Number ? JsonForm.Number
            : field.Kind == AttributeKind.Boolean ? JsonForm.Boolean
            : JsonForm.Timestamp;
        Next = Nothing;

        // A text's opening quote is part of what is expected. A key that is longer than the block is never expected by it: no text starts with a zero.
        byte[] expected = [(byte)',', .. Text, .. Form == JsonForm.Text ? "\""u8 : default];
        HeadLength = expected.Length;
        Span<byte> head = stackalloc byte[BlockBytes];
        Span<byte> mask = stackalloc byte[BlockBytes];
        head.Clear();
        mask.Fill(0xFF);
        if (HeadLength <= BlockBytes)
        {
            expected.CopyTo(head);
            mask[HeadLength..].Clear();
        }
        else
        {
            Form = JsonForm.Other;
        }

        Head = Vector256.Create<byte>(head);
        HeadMask = Vector256.Create<byte>(mask);
    }

    /// <summary>Stands where no key is known: before the first, and behind one that nothing has followed yet. No text has it.</summary>
    public static JsonKey Nothing { get; } = new();

    /// <summary>The bytes expected; beyond their end zero.</summary>
    public Vector256<byte> Head { get; }

    /// <summary>Which of them count.</summary>
    public Vector256<byte> HeadMask { get; }

    /// <summary>The key that followed last time. A hint that every reader checks against the text, so threads may race for it.</summary>
    public JsonKey Next { get; set; }

    /// <summary>How many bytes are expected: the comma, <see cref="Text"/> and, for a text, the quote that opens it.</summary>
    public int HeadLength { get; }

    /// <summary>The attribute's position.</summary>
    public int Position { get; }

    /// <summary>What its values usually look like.</summary>
    public JsonForm Form { get; }

    /// <summary>Where its values go.</summary>
    public JsonField Field { get; }

    /// <summary>The key's bytes.</summary>
    public byte[] Name { get; } = [];

    /// <summary>The key with its quotes and the colon.</summary>
    public byte[] Text { get; }
}
