namespace Risk.Features.Definitions;

/// <summary>A parameter of a transform: its name in JSON, its type and bounds, and who provides it.</summary>
internal sealed record TransformParameter(string Name, ParameterKind Kind)
{
    /// <summary>The value when none is given; null means that one must be given or fitted.</summary>
    public object? Default { get; init; }

    /// <summary>It may be left out when nothing stands for it (a bound of a clip).</summary>
    public bool IsOptional { get; init; }

    /// <summary>It may be left to a fit.</summary>
    public bool IsFitted { get; init; }

    /// <summary>It only tells how to fit, and is no part of the pipeline that results.</summary>
    public bool IsFitSetting { get; init; }

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The fewest elements of a list.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>The words of a <see cref="ParameterKind.Word"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
