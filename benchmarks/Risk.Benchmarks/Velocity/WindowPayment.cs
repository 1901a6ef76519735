namespace Risk.Benchmarks.Velocity;

/// <summary>A payment as windows see it: keys as numbers, so that no time goes into texts.</summary>
/// <param name="Time">Unix microseconds.</param>
/// <param name="Card">The card.</param>
/// <param name="Merchant">The merchant.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="IsFraud">1 for fraud.</param>
public readonly record struct WindowPayment(long Time, int Card, int Merchant, double Amount, double IsFraud);
