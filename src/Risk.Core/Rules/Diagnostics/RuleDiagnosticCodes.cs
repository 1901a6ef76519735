namespace Risk.Rules.Diagnostics;

/// <summary>
/// The codes of rule diagnostics. Each has a section in docs/diagnostics/rules.md. 001 to 009 are limits and files, 010 to
/// 049 spelling and grammar, 050 to 069 names and types, 070 to 079 warnings of binding, 080 to 099 the analyser's.
/// </summary>
internal static class RuleDiagnosticCodes
{
    public const string SourceTooLong = "RR001";
    public const string TooManyRules = "RR002";
    public const string NestedTooDeeply = "RR003";
    public const string TooManyListItems = "RR004";
    public const string ConditionTooLarge = "RR005";
    public const string MoreProblems = "RR006";
    public const string FileUnreadable = "RR007";
    public const string CharacterNotAllowed = "RR008";

    public const string UnexpectedCharacter = "RR010";
    public const string TextNotClosed = "RR011";
    public const string AttributeNotClosed = "RR012";
    public const string MetadataNotClosed = "RR013";
    public const string SpaceInName = "RR014";
    public const string WrongQuotes = "RR015";
    public const string DoubleEquals = "RR016";
    public const string UnknownOperator = "RR017";
    public const string WrongBrackets = "RR018";
    public const string MalformedNumber = "RR019";
    public const string CurrencySymbol = "RR020";
    public const string ThousandsSeparator = "RR021";
    public const string PercentSign = "RR022";
    public const string MalformedDuration = "RR023";
    public const string MalformedName = "RR024";
    public const string UnknownAction = "RR025";
    public const string MissingIf = "RR026";
    public const string MissingCondition = "RR027";
    public const string MissingAnd = "RR028";
    public const string Unexpected = "RR029";
    public const string AttributeWithoutColons = "RR030";
    public const string UnquotedText = "RR031";
    public const string NullWord = "RR032";
    public const string ChainedComparison = "RR033";
    public const string TrailingComma = "RR034";
    public const string MissingParenthesis = "RR035";
    public const string EmptyList = "RR036";
    public const string ListWithoutIn = "RR037";
    public const string ForeignOperator = "RR038";
    public const string IsWord = "RR039";
    public const string MisplacedNot = "RR040";
    public const string KeywordAsLabel = "RR041";
    public const string DuplicateLabel = "RR042";
    public const string WrongComment = "RR043";
    public const string WrongShare = "RR044";
    public const string WrongReason = "RR045";
    public const string WrongPoints = "RR046";
    public const string MalformedList = "RR047";
    public const string MalformedDefine = "RR048";
    public const string ForeignWord = "RR049";

    public const string UnknownAttribute = "RR050";
    public const string UnknownList = "RR051";
    public const string UnknownFunction = "RR052";
    public const string WrongArgumentCount = "RR053";
    public const string WrongArgument = "RR054";
    public const string TypesDiffer = "RR055";
    public const string TextForNumber = "RR056";
    public const string NumberForText = "RR057";
    public const string OrderingOnText = "RR058";
    public const string NotACondition = "RR059";
    public const string NotANumber = "RR060";
    public const string UnknownCountry = "RR061";
    public const string MixedList = "RR062";
    public const string DuplicateList = "RR063";
    public const string DuplicateDefine = "RR064";
    public const string DefineCycle = "RR065";
    public const string DefineHidesAttribute = "RR066";
    public const string InvalidPattern = "RR067";
    public const string TextOperatorOnNonText = "RR068";
    public const string WrongWindow = "RR069";

    public const string BeyondBounds = "RR070";
    public const string EmptyTextForMissing = "RR071";
    public const string ComparedWithTruth = "RR072";
    public const string TypeInferred = "RR073";
    public const string DuplicateListItem = "RR074";
    public const string UnusedList = "RR075";
    public const string UnusedDefine = "RR076";
    public const string SuspiciousPattern = "RR077";
    public const string ReversedBetween = "RR078";
    public const string QuotedAttribute = "RR079";

    public const string InvalidTest = "RR090";
    public const string WrongTestField = "RR091";
}
