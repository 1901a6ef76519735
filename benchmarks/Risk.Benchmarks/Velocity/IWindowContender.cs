namespace Risk.Benchmarks.Velocity;

/// <summary>Something that reads the windows of a payment and then records it.</summary>
public interface IWindowContender
{
    /// <summary>Reads and records.</summary>
    /// <param name="payment">The payment.</param>
    /// <returns>The sum of all windows, so that nothing is left out.</returns>
    double ReadAndRecord(in WindowPayment payment);

    /// <summary>The value of a window as last read.</summary>
    double this[int window] { get; }
}
