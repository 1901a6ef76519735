namespace Risk.Features.Evaluation;

/// <summary>A number that one text has.</summary>
internal enum TextMeasure
{
    /// <summary>The number of UTF-16 units.</summary>
    Length,

    /// <summary>The share of digits.</summary>
    DigitShare,

    /// <summary>4 or 6 for an IP address.</summary>
    IpVersion,
}
