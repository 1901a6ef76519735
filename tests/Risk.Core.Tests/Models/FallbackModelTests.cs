using Risk.Models;
using Risk.TestKit;
using Xunit;

namespace Risk.Core.Tests.Models;

public sealed class FallbackModelTests
{
    private readonly TestModel _model = new() { Answer = 0.25f };
    private readonly TestModel _fallback = new() { Answer = 0.75f };

    [Fact]
    public void The_first_model_answers_while_it_can()
    {
        Assert.Equal((0.25f, DecisionFlags.None), Try());
        Assert.Equal(0, _fallback.Calls);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("NaN")]
    [InlineData("failed")]
    public void The_second_answers_for_it(string failure)
    {
        Break(_model, failure);
        Assert.Equal((0.75f, DecisionFlags.FallbackUsed), Try());
    }

    [Fact]
    public void A_passed_deadline_stays_marked()
    {
        _model.Flags = DecisionFlags.ModelFailed | DecisionFlags.Degraded;
        Assert.Equal((0.75f, DecisionFlags.FallbackUsed | DecisionFlags.Degraded), Try());
    }

    [Fact]
    public void When_both_fail_the_model_failed()
    {
        Break(_model, "throws");
        Break(_fallback, "NaN");
        Assert.Equal((float.NaN, DecisionFlags.FallbackUsed | DecisionFlags.ModelFailed), Try());
    }

    [Fact]
    public void Models_of_other_shapes_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => new FallbackModel(_model, new TestModel { FeatureCount = 3 }));
        Assert.Throws<ArgumentException>(() => new FallbackModel(_model, new TestModel { OutputCount = 2 }));
        Assert.Throws<ArgumentException>(() => new FallbackModel(_model, _fallback).Predict([1f], new float[1]));
    }

    [Fact]
    public void Answering_allocates_nothing()
    {
        var model = new FallbackModel(_model, _fallback);
        float[] outputs = new float[1];
        AllocationAssert.None(() => model.Predict([1f, 2f], outputs));
        Break(_model, "NaN");
        AllocationAssert.None(() => model.Predict([1f, 2f], outputs));
    }

    private static void Break(TestModel model, string failure)
    {
        model.Throws = failure == "throws";
        model.Answer = failure == "NaN" ? float.NaN : model.Answer;
        model.Flags = failure == "failed" ? DecisionFlags.ModelFailed : DecisionFlags.None;
    }

    private (float Output, DecisionFlags Flags) Try()
    {
        float[] outputs = [-1];
        DecisionFlags flags = new FallbackModel(_model, _fallback).TryPredict([1, 2], outputs);
        return (outputs[0], flags);
    }

    private sealed class TestModel : IFallibleModel
    {
        public int FeatureCount { get; init; } = 2;

        public int OutputCount { get; init; } = 1;

        public ModelInfo Info { get; } = new() { Kind = "test", Format = "code" };

        public float Answer { get; set; }

        public bool Throws { get; set; }

        public DecisionFlags Flags { get; set; }

        public int Calls { get; private set; }

        public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => TryPredict(features, outputs);

        public DecisionFlags TryPredict(ReadOnlySpan<float> features, Span<float> outputs)
        {
            Calls++;
            outputs.Fill(Throws ? throw new InvalidOperationException("told to fail") : Answer);
            return Flags;
        }
    }
}
