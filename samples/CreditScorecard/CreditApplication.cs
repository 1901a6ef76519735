using Risk;

namespace CreditScorecard;

/// <summary>
/// An application for a loan. Age, sex and marital status are on the form, because the lender must know who applies and must be able to test for
/// disparate impact, and no feature reads them.
/// </summary>
[RiskEvent]
public readonly partial record struct CreditApplication(
    string Reference,
    double MonthlyIncome,
    double MonthlyDebt,
    double LoanAmount,
    int TermMonths,
    int? MonthsEmployed,
    int DelinquenciesLastYear,
    double? CardUtilisation,
    string Housing,
    int Age,
    string Sex,
    string MaritalStatus);
