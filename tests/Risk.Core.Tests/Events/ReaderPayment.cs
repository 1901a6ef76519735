namespace Risk.Core.Tests.Events;

/// <summary>How a card was funded, in the tests of readers.</summary>
public enum ReaderFunding
{
    Credit,
    Debit,
}

/// <summary>Part of an event, flattened.</summary>
public readonly record struct ReaderDevice(string? Id, [Country] string? Country, double? Score);

/// <summary>An event that the generator reads in the tests of readers.</summary>
[RiskEvent]
public readonly partial record struct ReaderPayment(
    [Key] string? CardId,
    decimal Amount,
    double? Ratio,
    int Attempts,
    long? Number,
    bool? IsNew,
    [Country] string? Country,
    string? Domain,
    DateTimeOffset? CreatedAt,
    TimeSpan? Age,
    Guid? Session,
    ReaderFunding? Funding,
    [Name("::tier::")] string? Tier,
    ReaderDevice? Device);
