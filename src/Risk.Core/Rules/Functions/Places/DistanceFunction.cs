using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>distance_km(latitude, longitude, latitude, longitude)</c>: the great-circle distance of two places in kilometres, on a sphere of radius 6371.0088 km.</summary>
internal sealed class DistanceFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "distance_km";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "distance_km(latitude, longitude, latitude, longitude)";

    /// <inheritdoc/>
    public override string Summary => "The great-circle distance of two places in kilometres, on a sphere of radius 6371.0088 km.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown when an argument is missing, a latitude is beyond 90 degrees, or a longitude beyond 180.";

    /// <inheritdoc/>
    public override int MinimumArguments => 4;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => (index & 1) == 0 ? new("latitude", RuleParameterKind.Number) : new("longitude", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        return GreatCircle.Kilometres(
            RuleExpressions.Number(arguments[0], row),
            RuleExpressions.Number(arguments[1], row),
            RuleExpressions.Number(arguments[2], row),
            RuleExpressions.Number(arguments[3], row));
    }
}
