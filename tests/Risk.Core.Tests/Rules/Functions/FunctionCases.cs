using Risk.Core.Tests.Rules.Evaluation;

namespace Risk.Core.Tests.Rules.Functions;

/// <summary>What every function and comparison gives, missing values included, in every strategy.</summary>
public sealed class FunctionCases
{
    [Theory]
    [CaseFileData("Rules/Functions/FunctionCases.txt")]
    public void A_condition_has_its_truth(string source, string expected) => ConditionTruth.AssertEqual(source, expected);
}
