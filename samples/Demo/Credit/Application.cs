using Risk.Events;

namespace Demo.Credit;

/// <summary>A simulated credit application with the outcome that the simulator drew.</summary>
internal sealed record Application(
    double Income, double Amount, double DurationMonths, double MonthsEmployed, double Delinquencies, double Utilisation, string Housing, string Purpose, bool Defaulted)
{
    /// <summary>Reads an application without a generator: one static lambda per attribute.</summary>
    public static IEventReader<Application> Reader { get; } = EventSchema.For<Application>(schema => schema
        .Number("income", static application => application.Income)
        .Number("amount", static application => application.Amount)
        .Number("duration_months", static application => application.DurationMonths)
        .Number("months_employed", static application => application.MonthsEmployed)
        .Number("delinquencies", static application => application.Delinquencies)
        .Number("utilisation", static application => application.Utilisation)
        .Text("housing", static application => application.Housing)
        .Text("purpose", static application => application.Purpose));
}
