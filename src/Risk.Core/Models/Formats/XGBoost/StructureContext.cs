namespace Risk.Models.Formats.XGBoost;

/// <summary>What a reader of structured files reports to: the file's problems, and the place they are at.</summary>
internal sealed class StructureContext(FormatProblems problems)
{
    public FormatProblems Problems => problems;

    public StructurePath Path { get; } = new();

    /// <summary>A value of the file is not of the kind that is wanted.</summary>
    public void WrongKind(string wanted, StructureKind actual) =>
        problems.Error("RM011", Path.ToString(), $"must be {wanted}, not {Describe(actual)}.");

    /// <summary>An item of the array at the path is not of the kind that is wanted.</summary>
    public void WrongItem(int index, string wanted, string actual) =>
        problems.Error("RM011", Path.At(index), $"must be {wanted}, not {actual}.");

    public static string Describe(StructureKind kind) => kind switch
    {
        StructureKind.Object => "an object",
        StructureKind.Array => "an array",
        StructureKind.Text => "a text",
        StructureKind.Number => "a number",
        StructureKind.Truth => "a boolean",
        _ => "null",
    };
}
