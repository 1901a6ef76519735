using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>An operation on two numbers of the same type.</summary>
internal interface IBinaryOperation
{
    /// <summary>Whether the vector form exists. It gives the same bits: an element's result depends on nothing but its operands.</summary>
    static virtual bool IsVectorized => false;

    /// <summary>The operation; total: integers wrap around and divide by zero to zero.</summary>
    static abstract T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T>;

    /// <summary>The operation, element by element.</summary>
    static virtual Vector<T> Invoke<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, INumber<T> => throw new NotSupportedException("The operation has no vector form.");
}
