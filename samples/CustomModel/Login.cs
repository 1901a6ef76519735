using Risk;

namespace CustomModel;

/// <summary>A login of an account.</summary>
[RiskEvent]
public readonly partial record struct Login(string Account, double? SecondsToType, double KilometresFromLast, int FailedAttempts);
