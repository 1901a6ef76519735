using System.Text.Json;
using Risk.Internals;

namespace Risk;

public sealed partial class DecisionPolicy
{
    private static readonly string[] ThresholdKeys = ["challenge", "review", "block", "fallback", "expectedValue"];

    private static readonly string[] ValueKeys =
    [
        "amountAttribute", "defaultAmount", "margin", "lossShare", "disputeFee", "insultCost", "challengeDropOff", "challengeCatch",
        "challengeCost", "reviewCost", "reviewCatch", "reviewWrongRefusal",
    ];

    /// <summary>
    /// Reads a policy from JSON: <c>{"challenge":40,"review":65,"block":85,"fallback":"review"}</c>, or with
    /// <c>"expectedValue":{"amountAttribute":"amount","margin":0.03,…}</c> in place of thresholds.
    /// </summary>
    /// <param name="json">The policy's object.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="RiskFormatException">All problems of the object: unknown keys, wrong types, thresholds out of order.</exception>
    public static DecisionPolicy FromJson(JsonElement json, string? file = null)
    {
        var reader = new JsonObjectReader(json, "policy", "RB020", file);
        reader.Expect(ThresholdKeys);
        var builder = new DecisionPolicyBuilder();
        if (reader.Number("challenge") is { } challenge)
        {
            builder.Challenge(challenge);
        }

        if (reader.Number("review") is { } review)
        {
            builder.Review(review);
        }

        if (reader.Number("block") is { } block)
        {
            builder.Block(block);
        }

        if (reader.Word<RiskAction>("fallback") is { } fallback)
        {
            builder.Fallback(fallback);
        }

        if (reader.Child("expectedValue") is { } values)
        {
            values.Expect(ValueKeys);
            builder.ExpectedValue(ReadValues(values));
        }

        foreach (string problem in builder.Problems())
        {
            reader.Report(problem);
        }

        reader.ThrowIfAny();
        return builder.Build();
    }

    /// <summary>Writes what <see cref="FromJson"/> reads.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteNumber(writer, "challenge", ChallengeFrom);
        WriteNumber(writer, "review", ReviewFrom);
        WriteNumber(writer, "block", BlockFrom);
        writer.WriteString("fallback", Fallback.ToString().ToLowerInvariant());
        if (ExpectedValue is { } values)
        {
            writer.WriteStartObject("expectedValue");
            if (values.AmountAttribute is not null)
            {
                writer.WriteString("amountAttribute", values.AmountAttribute);
            }

            WriteNumber(writer, "defaultAmount", values.DefaultAmount);
            WriteNumber(writer, "margin", values.Margin);
            WriteNumber(writer, "lossShare", values.LossShare);
            WriteNumber(writer, "disputeFee", values.DisputeFee);
            WriteNumber(writer, "insultCost", values.InsultCost);
            WriteNumber(writer, "challengeDropOff", values.ChallengeDropOff);
            WriteNumber(writer, "challengeCatch", values.ChallengeCatch);
            WriteNumber(writer, "challengeCost", values.ChallengeCost);
            WriteNumber(writer, "reviewCost", values.ReviewCost);
            WriteNumber(writer, "reviewCatch", values.ReviewCatch);
            WriteNumber(writer, "reviewWrongRefusal", values.ReviewWrongRefusal);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ExpectedValueModel ReadValues(JsonObjectReader values)
    {
        if (values.Number("margin") is null)
        {
            values.Report("'margin' is missing: give the share of the amount earned on a good event, such as 0.03.");
        }

        var defaults = new ExpectedValueModel { Margin = 0 };
        return new ExpectedValueModel
        {
            AmountAttribute = values.Text("amountAttribute"),
            DefaultAmount = values.Number("defaultAmount") ?? defaults.DefaultAmount,
            Margin = values.Number("margin") ?? 0,
            LossShare = values.Number("lossShare") ?? defaults.LossShare,
            DisputeFee = values.Number("disputeFee") ?? defaults.DisputeFee,
            InsultCost = values.Number("insultCost") ?? defaults.InsultCost,
            ChallengeDropOff = values.Number("challengeDropOff"),
            ChallengeCatch = values.Number("challengeCatch") ?? defaults.ChallengeCatch,
            ChallengeCost = values.Number("challengeCost") ?? defaults.ChallengeCost,
            ReviewCost = values.Number("reviewCost"),
            ReviewCatch = values.Number("reviewCatch") ?? defaults.ReviewCatch,
            ReviewWrongRefusal = values.Number("reviewWrongRefusal") ?? defaults.ReviewWrongRefusal,
        };
    }

    private static void WriteNumber(Utf8JsonWriter writer, string key, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(key, number);
        }
    }
}
