namespace Risk.Models.Trees;

/// <summary>How many levels are selected: a constant for the compiler.</summary>
internal interface ISelectDepth
{
    /// <summary>2 to 6.</summary>
    static abstract int Levels { get; }
}

/// <summary>Two levels.</summary>
internal readonly struct SelectDepth2 : ISelectDepth
{
    public static int Levels => 2;
}

/// <summary>Three levels.</summary>
internal readonly struct SelectDepth3 : ISelectDepth
{
    public static int Levels => 3;
}

/// <summary>Four levels.</summary>
internal readonly struct SelectDepth4 : ISelectDepth
{
    public static int Levels => 4;
}

/// <summary>Five levels.</summary>
internal readonly struct SelectDepth5 : ISelectDepth
{
    public static int Levels => 5;
}

/// <summary>Six levels.</summary>
internal readonly struct SelectDepth6 : ISelectDepth
{
    public static int Levels => 6;
}
