namespace Risk.Events;

/// <summary>What the parts of a scorer need of an attribute; what nobody needs is not computed.</summary>
[Flags]
public enum AttributeUse
{
    /// <summary>Nothing reads it.</summary>
    None = 0,

    /// <summary>Its double value; for metadata, the token parsed as a number.</summary>
    Number = 1,

    /// <summary>Its code in the layout's codebook.</summary>
    Code = 2,

    /// <summary>Its characters.</summary>
    Text = 4,

    /// <summary>A 64-bit hash of its characters (case folded unless a token).</summary>
    Hash = 8,

    /// <summary>A 16-byte form that two attributes are compared by (case folded unless a token).</summary>
    Key = 16,
}
