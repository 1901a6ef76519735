using System.Text;
using System.Text.Json;
using Xunit;

namespace Risk.Core.Tests.Decisions;

public sealed class DecisionPolicyTests
{
    private static readonly ExpectedValueModel Values = new()
    {
        AmountAttribute = "amount",
        Margin = 0.03,
        DisputeFee = 15,
        InsultCost = 2,
        ChallengeDropOff = 0.1,
        ReviewCost = 4,
    };

    [Theory]
    [InlineData(0, RiskAction.Allow)]
    [InlineData(39.999, RiskAction.Allow)]
    [InlineData(40, RiskAction.Challenge)]
    [InlineData(65, RiskAction.Review)]
    [InlineData(84.999999, RiskAction.Review)]
    [InlineData(85, RiskAction.Block)]
    [InlineData(100, RiskAction.Block)]
    public void A_threshold_is_reached_from_its_own_value_on(double score, RiskAction expected)
    {
        DecisionPolicy policy = DecisionPolicy.Build(p => p.Challenge(from: 40).Review(from: 65).Block(from: 85));

        Assert.Equal(expected, policy.Decide(score / 100, score));
    }

    [Fact]
    public void Without_a_number_the_fallback_decides()
    {
        DecisionPolicy policy = DecisionPolicy.Build(p => p.Block(from: 85).Fallback(RiskAction.Challenge));

        Assert.Equal(RiskAction.Challenge, policy.Decide(double.NaN, double.NaN));
        Assert.Equal(RiskAction.Review, DecisionPolicy.Build(p => p.ExpectedValue(Values)).Decide(double.NaN, double.NaN, 100));
    }

    [Fact]
    public void All_problems_of_a_policy_are_told_together()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => DecisionPolicy.Build(p => p.Challenge(from: 90).Review(from: 65).Block(from: 185)));

        Assert.Contains("Block from 185", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Challenge from 90 lies above Review from 65", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_action_of_the_highest_expected_value_wins()
    {
        DecisionPolicy policy = DecisionPolicy.Build(p => p.ExpectedValue(Values));
        var random = new Random(7);
        var seen = new HashSet<RiskAction>();
        for (int i = 0; i < 5_000; i++)
        {
            double probability = random.NextDouble();
            double amount = random.NextDouble() * 1_000;
            RiskAction action = policy.Decide(probability, probability * 100, amount);
            double value = Values.ValueOf(action, probability, amount);
            Assert.All(Enum.GetValues<RiskAction>(), other => Assert.True(value >= Values.ValueOf(other, probability, amount)));
            seen.Add(action);
        }

        Assert.True(seen.Count >= 3, "the grid reaches at least three actions");
    }

    [Fact]
    public void Expected_values_follow_their_formulas()
    {
        Assert.Equal((0.9 * 0.03 * 200) - (0.1 * 215), Values.ValueOf(RiskAction.Allow, 0.1, 200), 12);
        Assert.Equal((0.9 * 0.9 * 0.03 * 200) - (0.1 * (1 - 0.9) * 215), Values.ValueOf(RiskAction.Challenge, 0.1, 200), 12);
        Assert.Equal((0.9 * 0.95 * 0.03 * 200) - (0.1 * 0.2 * 215) - 4, Values.ValueOf(RiskAction.Review, 0.1, 200), 11);
        Assert.Equal(-0.9 * 2, Values.ValueOf(RiskAction.Block, 0.1, 200), 12);
        Assert.Equal(double.NegativeInfinity, new ExpectedValueModel { Margin = 0.1 }.ValueOf(RiskAction.Review, 0.1, 200));
    }

    [Fact]
    public void Json_round_trips_with_the_same_fingerprint()
    {
        foreach (DecisionPolicy policy in new[]
        {
            DecisionPolicy.Build(p => p.Challenge(from: 40).Block(from: 85.5).Fallback(RiskAction.Block)),
            DecisionPolicy.Build(p => p.ExpectedValue(Values)),
            DecisionPolicy.AllowAll,
        })
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                policy.WriteJson(writer);
            }

            DecisionPolicy read = DecisionPolicy.FromJson(JsonDocument.Parse(stream.ToArray()).RootElement);

            Assert.Equal(policy.Fingerprint, read.Fingerprint);
            Assert.Equal(policy.ExpectedValue, read.ExpectedValue);
        }
    }

    [Fact]
    public void Json_problems_are_told_together_with_their_places()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"reveiw":65,"block":"high","fallback":"shrug","challenge":120}""");

        RiskFormatException exception = Assert.Throws<RiskFormatException>(
            () => DecisionPolicy.FromJson(JsonDocument.Parse(json).RootElement, "policy.json"));

        Assert.Equal(4, exception.Diagnostics.Count);
        Assert.Contains("did you mean 'review'?", exception.Message, StringComparison.Ordinal);
        Assert.Contains("policy.block", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'shrug' is not one of allow, challenge, review, block", exception.Message, StringComparison.Ordinal);
    }
}
