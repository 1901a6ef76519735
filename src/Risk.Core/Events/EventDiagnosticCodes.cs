namespace Risk.Events;

/// <summary>The codes of docs/diagnostics/events.md.</summary>
internal static class EventDiagnosticCodes
{
    public const string NotJson = "RE001";
    public const string Unreadable = "RE002";
    public const string WrongShape = "RE003";
    public const string UnknownType = "RE004";
    public const string MissingName = "RE005";
    public const string DuplicateName = "RE006";
    public const string WrongBounds = "RE007";
    public const string WrongList = "RE008";
    public const string UnwritableName = "RE009";
    public const string MalformedLine = "RE010";
    public const string WrongType = "RE011";
    public const string LineTooLong = "RE012";
    public const string MissingColumn = "RE013";
    public const string DuplicateColumn = "RE014";
    public const string NoHeader = "RE015";
    public const string WrongFieldCount = "RE016";
    public const string BrokenQuotes = "RE017";
}
