namespace Risk.Velocity;

/// <summary>Why a section of a file could not be read.</summary>
internal enum SectionFault
{
    /// <summary>The file ends within it.</summary>
    EndsEarly,

    /// <summary>Its checksum is wrong.</summary>
    Damaged,
}
