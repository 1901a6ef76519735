namespace Risk.Core.Tests.Models.Formats;

/// <summary>The ways in which a UBJSON file may spell the same values.</summary>
public enum UbjsonStyle
{
    /// <summary>Untyped containers up to their bracket, the smallest integers, float32.</summary>
    Plain,

    /// <summary>Containers with a count.</summary>
    Counted,

    /// <summary>Arrays of numbers with one type: int32 and float32, as XGBoost writes them.</summary>
    Typed,

    /// <summary>Integers of 64 bits, float64.</summary>
    Wide,

    /// <summary>Integers of 16 bits, and no-op markers between values.</summary>
    Padded,

    /// <summary>The unsigned integers of BJData.</summary>
    Unsigned,

    /// <summary>Numbers as texts of high precision.</summary>
    HighPrecision,
}
