namespace Risk.Rules.Planning;

/// <summary>What a <see cref="Test"/> reads.</summary>
internal enum TestKind : byte
{
    /// <summary>Nothing: the answer is the test's own.</summary>
    Constant,

    /// <summary>A number against one cut.</summary>
    Cut,

    /// <summary>A number against many cuts.</summary>
    Cuts,

    /// <summary>A text's code against a set of bits.</summary>
    Code,

    /// <summary>A boolean's state.</summary>
    Boolean,

    /// <summary>The order of two numbers.</summary>
    NumberPair,

    /// <summary>The equality of two texts.</summary>
    TextPair,

    /// <summary>A condition's tree.</summary>
    Tree,
}
