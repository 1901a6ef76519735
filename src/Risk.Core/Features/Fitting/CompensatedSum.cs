namespace Risk.Features.Fitting;

/// <summary>A sum that also adds up what rounding lost (Neumaier), so that a mean of a hundred million values is still right.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Total => _sum + _lost;

    public void Add(double value)
    {
        double next = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
        _sum = next;
    }
}
