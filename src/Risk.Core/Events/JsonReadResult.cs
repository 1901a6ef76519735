namespace Risk.Events;

/// <summary>What <see cref="JsonEventReader"/> noticed while it read one event.</summary>
public readonly struct JsonReadResult
{
    private readonly int _firstWrongType;
    private readonly int _malformedAt;

    internal JsonReadResult(int wrongTypeCount, int firstWrongType, int invalidValueCount)
    {
        WrongTypeCount = wrongTypeCount;
        _firstWrongType = wrongTypeCount == 0 ? 0 : firstWrongType + 1;
        InvalidValueCount = invalidValueCount;
    }

    private JsonReadResult(int malformedAt, string problem)
    {
        _malformedAt = malformedAt + 1;
        Problem = problem;
    }

    /// <summary>True when the text is not one JSON object: the row is then empty.</summary>
    public bool IsMalformed => _malformedAt > 0;

    /// <summary>The offset of the byte at which the text stops being JSON, or -1.</summary>
    public int MalformedAt => _malformedAt - 1;

    /// <summary>What is wrong with a malformed text, in plain words; null otherwise.</summary>
    public string? Problem { get; }

    /// <summary>The number of fields whose value has a type that the attribute can't take; each is missing.</summary>
    public int WrongTypeCount { get; }

    /// <summary>The position of the first attribute of a wrong type, or -1.</summary>
    public int FirstWrongType => _firstWrongType - 1;

    /// <summary>The number of values beyond their type: a number beyond double (infinite), a date that does not exist (missing), malformed UTF-8 (U+FFFD).</summary>
    public int InvalidValueCount { get; }

    /// <summary>The same as flags of a decision.</summary>
    public DecisionFlags Flags =>
        (IsMalformed || WrongTypeCount > 0 ? DecisionFlags.MalformedEvent : DecisionFlags.None)
        | (InvalidValueCount > 0 ? DecisionFlags.InvalidValue : DecisionFlags.None);

    internal static JsonReadResult Malformed(int offset, string problem) => new(offset, problem);
}
