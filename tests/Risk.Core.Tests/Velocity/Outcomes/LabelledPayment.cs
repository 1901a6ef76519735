namespace Risk.Core.Tests.Velocity.Outcomes;

/// <summary>A payment whose labels arrive later, by its id.</summary>
internal sealed record LabelledPayment(long Time, string? Card, string? Shop, double Amount, string? Id);
