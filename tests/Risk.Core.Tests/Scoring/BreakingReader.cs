using Risk.Events;

namespace Risk.Core.Tests.Scoring;

/// <summary>Reads payments, but breaks at one amount, as a property getter may.</summary>
internal sealed class BreakingReader : IEventReader<Payment>
{
    public const double Breaks = 777;

    public EventSchema Schema => Payment.Reader.Schema;

    public void Read(in Payment source, AttributeRow row)
    {
        if (source.Amount == Breaks)
        {
            throw new InvalidOperationException("broken");
        }

        Payment.Reader.Read(in source, row);
    }
}
