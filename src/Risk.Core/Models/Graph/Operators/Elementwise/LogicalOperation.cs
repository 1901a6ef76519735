namespace Risk.Models.Graph;

/// <summary>What is made of two truth values.</summary>
internal enum LogicalOperation
{
    And,
    Or,
    Xor,
}
