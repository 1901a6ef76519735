using CreditScorecard;
using Risk;
using Risk.Scoring;

RiskScorer<CreditApplication> scorer = LenderScorecard.CreateScorer();
CreditApplication[] applications = SyntheticApplications.Draw(count: 200, seed: 7);

Console.WriteLine("reference  points  p(default)  decision");
foreach (CreditApplication application in applications.Take(8))
{
    RiskDecision decision = scorer.Score(in application);
    double points = LenderScorecard.Scaling.Offset - (LenderScorecard.Scaling.Factor * Math.Log(decision.Probability / (1 - decision.Probability)));
    Console.WriteLine(FormattableString.Invariant($"{application.Reference,-9}  {points,6:0}  {decision.Probability,10:P1}  {decision.Action}"));
}

Console.WriteLine();
foreach (CreditApplication application in applications.Where(application => scorer.Score(in application).Action == RiskAction.Block).Take(2))
{
    AdverseActionNotice.Write(Console.Out, application, scorer.Score(in application));
}

// The proof that protected features have no say: whoever asks, the same application gets the same decision.
int changed = 0;
foreach (CreditApplication application in applications)
{
    double probability = scorer.Score(in application).Probability;
    foreach (CreditApplication other in ProtectedTwins.Of(application))
    {
        changed += scorer.Score(in other).Probability.Equals(probability) ? 0 : 1;
    }
}

Console.WriteLine();
Console.WriteLine($"{applications.Length} applications with age, sex and marital status changed: {changed} decisions differ");
return changed == 0 ? 0 : 1;
