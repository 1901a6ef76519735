using System.Numerics;
using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>left to the power of right. Whole exponents up to 3 are multiplied out, as ONNX Runtime does.</summary>
internal readonly struct PowerOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T>
    {
        T two = T.One + T.One;
        if (right == two)
        {
            return left * left;
        }

        return right == two + T.One ? left * left * left : T.CreateTruncating(Power(double.CreateTruncating(left), double.CreateTruncating(right)));
    }

    /// <summary>The rules of IEEE 754 for signs and limits around exp(y · log |x|).</summary>
    private static double Power(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (x < 0)
        {
            return Math.Floor(y) != y ? double.IsInfinity(x) ? Magnitude(-x, y) : double.NaN
                : Math.IEEERemainder(y, 2) == 0 ? Magnitude(-x, y)
                : -Magnitude(-x, y);
        }

        return y == 0.5 && x != double.PositiveInfinity ? Math.Sqrt(x) : Magnitude(x, y);
    }

    private static double Magnitude(double x, double y)
    {
        if (double.IsInfinity(y) && x == 1)
        {
            return 1;
        }

        if (Math.Abs(y) <= 16 && Math.Floor(y) == y)
        {
            double product = 1;
            for (int i = 0; i < (int)Math.Abs(y); i++)
            {
                product *= x;
            }

            return y < 0 ? 1 / product : product;
        }

        return DoubleMath.Exp(y * DoubleMath.Log(x));
    }
}
