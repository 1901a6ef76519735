using Risk.Events;

namespace Risk.Evaluation;

/// <summary>A scorer on trial.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Scorer">The scorer. Its windows should be empty and accept any time (<see cref="VelocityOptions.Clock"/> null): the backtest fills them.</param>
public sealed record BacktestCandidate(string Name, RiskScorer<JsonEvent> Scorer)
{
    /// <summary>The costs that its policy decides by, which value its decisions; null when it has none.</summary>
    public ExpectedValueModel? Values { get; init; }

    /// <summary>A bundle, with a window store of its own.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="name">What the report calls it; null for the bundle's name and version.</param>
    /// <exception cref="RiskFormatException">The bundle's parts do not fit each other.</exception>
    public static BacktestCandidate FromBundle(RiskBundle bundle, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new BacktestCandidate(name ?? $"{bundle.Name} {bundle.Version}", bundle.CreateJsonScorer()) { Values = bundle.Policy.ExpectedValue };
    }
}
