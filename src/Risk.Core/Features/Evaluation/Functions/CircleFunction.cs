using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>Sine or cosine of a calendar field's share of its cycle. From tables, so that every machine has the same bits.</summary>
internal sealed class CircleFunction(int slot, CalendarField field, bool isSine) : RowFunction
{
    private const double Sine15 = 0.25881904510252076;
    private const double Sine45 = 0.7071067811865476;
    private const double Sine60 = 0.8660254037844386;
    private const double Sine75 = 0.9659258262890683;

    // sin(2π k / 24) and sin, cos(2π k / 7).
    private static readonly double[] Day =
    [
        0, Sine15, 0.5, Sine45, Sine60, Sine75, 1, Sine75, Sine60, Sine45, 0.5, Sine15,
        0, -Sine15, -0.5, -Sine45, -Sine60, -Sine75, -1, -Sine75, -Sine60, -Sine45, -0.5, -Sine15,
    ];

    private static readonly double[] WeekSine =
        [0, 0.7818314824680298, 0.9749279121818236, 0.4338837391175581, -0.4338837391175581, -0.9749279121818236, -0.7818314824680298];

    private static readonly double[] WeekCosine =
        [1, 0.6234898018587336, -0.2225209339563144, -0.9009688679024191, -0.9009688679024191, -0.2225209339563144, 0.6234898018587336];

    private readonly int[] _operands = [slot];

    public override ReadOnlySpan<int> Operands => _operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags)
    {
        double part = slots[_operands[0]];
        if (double.IsNaN(part))
        {
            return part;
        }

        int index = (int)part;
        int quarter = isSine ? 0 : 6;
        return field switch
        {
            CalendarField.Hour => Day[(index + quarter) % 24],
            CalendarField.Weekday => isSine ? WeekSine[index] : WeekCosine[index],
            _ => Day[(((index - 1) * 2) + quarter) % 24],
        };
    }
}
