namespace Risk.Features.Definitions;

/// <summary>The codes of the problems a pipeline can have; each has a section in docs/diagnostics/features.md.</summary>
internal static class FeatureCodes
{
    public const string MalformedJson = "RF001";
    public const string WrongShape = "RF002";
    public const string UnknownMember = "RF003";
    public const string UnknownTransform = "RF004";
    public const string UnknownAttribute = "RF005";
    public const string WrongKind = "RF006";
    public const string DuplicateFeature = "RF007";
    public const string OutOfRange = "RF008";
    public const string NotAscending = "RF009";
    public const string Cycle = "RF010";
    public const string UnknownFeature = "RF011";
    public const string NeedsFit = "RF012";
    public const string BadCategories = "RF013";
    public const string WrongInputCount = "RF014";
    public const string BadWindow = "RF015";
    public const string NoSchema = "RF016";
    public const string NoFeatures = "RF017";
    public const string UnknownVersion = "RF018";
    public const string DuplicateMember = "RF019";
    public const string TooLarge = "RF020";
    public const string NothingToFit = "RF021";
    public const string NoLabel = "RF022";
}
