namespace Risk.Models;

/// <summary>
/// A model whose call may fail for reasons that are not its row's: it runs in native code, on a device, under a deadline. It says how a call went
/// instead of throwing, and a scorer marks its decision with that.
/// </summary>
public interface IFallibleModel : IRiskModel
{
    /// <summary>Scores one row and says how it went.</summary>
    /// <param name="features">Exactly <see cref="IRiskModel.FeatureCount"/> values; NaN is missing.</param>
    /// <param name="outputs">Receives <see cref="IRiskModel.OutputCount"/> values; all NaN when the model gave nothing.</param>
    /// <returns>
    /// <see cref="DecisionFlags.None"/> when the model answered, <see cref="DecisionFlags.ModelFailed"/> when it gave nothing,
    /// <see cref="DecisionFlags.FallbackUsed"/> when another model answered in its place, with <see cref="DecisionFlags.Degraded"/> when a deadline passed.
    /// </returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none while calls succeed. Thread safety: safe.</remarks>
    DecisionFlags TryPredict(ReadOnlySpan<float> features, Span<float> outputs);
}
