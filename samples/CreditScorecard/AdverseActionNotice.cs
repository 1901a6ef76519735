using Risk;

namespace CreditScorecard;

/// <summary>What a lender must tell an applicant it refuses: the principal reasons, those that cost the most points first.</summary>
internal static class AdverseActionNotice
{
    public static void Write(TextWriter output, CreditApplication application, RiskDecision decision)
    {
        output.WriteLine($"Notice for {application.Reference}: your application was declined by scorecard {decision.Version}. The principal reasons:");
        ReasonList reasons = decision.Reasons;
        foreach (Reason reason in reasons)
        {
            if (reason.Source == ReasonSource.Feature)
            {
                output.WriteLine(FormattableString.Invariant($"  {reason.Code}  {reason.Text} ({reason.Contribution * LenderScorecard.Scaling.Factor:0} points below the best)"));
            }
        }
    }
}
