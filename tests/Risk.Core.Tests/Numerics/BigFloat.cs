using System.Numerics;

namespace Risk.Core.Tests.Numerics;

/// <summary>
/// Mantissa * 2^exponent with 320 bits of mantissa: slow, obvious, and exact enough to judge float64 functions by.
/// </summary>
internal readonly struct BigFloat
{
    private const int Precision = 320;

    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private BigFloat(BigInteger mantissa, int exponent)
    {
        int excess = (int)BigInteger.Abs(mantissa).GetBitLength() - Precision;
        _mantissa = excess > 0 ? mantissa >> excess : mantissa;
        _exponent = excess > 0 ? exponent + excess : exponent;
    }

    public static BigFloat Ln2 { get; } = ComputeLn2();

    public bool IsNegative => _mantissa.Sign < 0;

    public bool IsZero => _mantissa.IsZero;

    /// <summary>The exponent of the leading bit: 2^n &lt;= |value| &lt; 2^(n+1).</summary>
    public int Magnitude => (int)BigInteger.Abs(_mantissa).GetBitLength() - 1 + _exponent;

    public static BigFloat From(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        return new BigFloat(bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075);
    }

    public static BigFloat operator +(BigFloat left, BigFloat right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        // A term too small to matter would only make the sum long.
        if (Math.Abs(left.Magnitude - right.Magnitude) > 2 * Precision)
        {
            return left.Magnitude > right.Magnitude ? left : right;
        }

        int exponent = Math.Min(left._exponent, right._exponent);
        return new BigFloat((left._mantissa << (left._exponent - exponent)) + (right._mantissa << (right._exponent - exponent)), exponent);
    }

    public static BigFloat operator -(BigFloat value) => new(-value._mantissa, value._exponent);

    public static BigFloat operator -(BigFloat left, BigFloat right) => left + -right;

    public static BigFloat operator *(BigFloat left, BigFloat right) =>
        new(left._mantissa * right._mantissa, left._exponent + right._exponent);

    public static BigFloat operator /(BigFloat left, BigFloat right) =>
        new((left._mantissa << (2 * Precision)) / right._mantissa, left._exponent - right._exponent - (2 * Precision));

    public static implicit operator BigFloat(int value) => new(value, 0);

    public BigFloat Scale(int powerOfTwo) => new(_mantissa, _exponent + powerOfTwo);

    public BigFloat Abs() => IsNegative ? -this : this;

    public double ToDouble()
    {
        int excess = (int)BigInteger.Abs(_mantissa).GetBitLength() - 62;
        return excess > 0 ? Math.ScaleB((double)(_mantissa >> excess), _exponent + excess) : Math.ScaleB((double)_mantissa, _exponent);
    }

    public static BigFloat Exp(BigFloat x)
    {
        int k = (int)Math.Round((x / Ln2).ToDouble());
        BigFloat r = (x - (k * Ln2)).Scale(-16);
        BigFloat sum = 1;
        BigFloat term = 1;
        for (int n = 1; n < 40; n++)
        {
            term = term * r / n;
            sum += term;
        }

        for (int i = 0; i < 16; i++)
        {
            sum *= sum;
        }

        return sum.Scale(k);
    }

    /// <summary>The logarithm by Newton's method on <see cref="Exp"/>.</summary>
    public static BigFloat Log(BigFloat x)
    {
        int k = x.Magnitude;
        BigFloat m = x.Scale(-k);
        BigFloat y = From(Math.Log(m.ToDouble()));
        for (int i = 0; i < 4; i++)
        {
            BigFloat e = Exp(-y) * m;
            y += 2 * ((e - 1) / (e + 1));
        }

        return y + (k * Ln2);
    }

    /// <summary>exp(x) - 1, by its own series near 0.</summary>
    public static BigFloat ExpMinusOne(BigFloat x)
    {
        if (x.IsZero || x.Magnitude > -20)
        {
            return x.IsZero ? x : Exp(x) - 1;
        }

        BigFloat sum = x;
        BigFloat term = x;
        for (int n = 2; n < 18; n++)
        {
            term = term * x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>log(1 + x), by its own series near 0.</summary>
    public static BigFloat LogOnePlus(BigFloat x)
    {
        if (x.IsZero || x.Magnitude > -20)
        {
            return x.IsZero ? x : Log(1 + x);
        }

        BigFloat s = x / (2 + x);
        BigFloat sum = s;
        BigFloat term = s;
        for (int n = 3; n < 20; n += 2)
        {
            term = term * s * s;
            sum += term / n;
        }

        return sum.Scale(1);
    }

    /// <summary>The standard normal distribution function of a value at most 0, by series or continued fraction.</summary>
    public static BigFloat NormalTail(BigFloat x)
    {
        BigFloat a = -x;
        BigFloat density = Exp(-(a * a).Scale(-1)) / Sqrt(2 * Pi());
        if (a.ToDouble() < 6)
        {
            BigFloat term = a;
            BigFloat sum = a;
            for (int n = 3; n < 2000 && term.Magnitude > sum.Magnitude - Precision; n += 2)
            {
                term = term * a * a / n;
                sum += term;
            }

            return From(0.5) - (density * sum);
        }

        BigFloat fraction = a;
        for (int n = 700; n > 0; n--)
        {
            fraction = a + (n / fraction);
        }

        return density / fraction;
    }

    private static BigFloat Sqrt(BigFloat x)
    {
        BigFloat y = From(Math.Sqrt(x.ToDouble()));
        for (int i = 0; i < 5; i++)
        {
            y = (y + (x / y)).Scale(-1);
        }

        return y;
    }

    // Machin: π/4 = 4 atan(1/5) - atan(1/239).
    private static BigFloat Pi() => 4 * ((4 * InverseTangent(5)) - InverseTangent(239));

    private static BigFloat InverseTangent(int divisor)
    {
        BigFloat power = (BigFloat)1 / divisor;
        BigFloat sum = power;
        for (int n = 1; n < 160; n++)
        {
            power = power / divisor / divisor;
            sum += (n % 2 == 0 ? power : -power) / ((2 * n) + 1);
        }

        return sum;
    }

    // ln 2 = Σ 1 / (n 2^n)
    private static BigFloat ComputeLn2()
    {
        BigFloat sum = 0;
        for (int n = 1; n < Precision + 20; n++)
        {
            sum += ((BigFloat)1).Scale(-n) / n;
        }

        return sum;
    }
}
