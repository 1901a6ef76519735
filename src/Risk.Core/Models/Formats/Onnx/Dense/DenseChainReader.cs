using Risk.Internals.Numerics;
using Risk.Models.Graph;
using Risk.Models.Neural;

namespace Risk.Models.Formats.Onnx;

/// <summary>Follows the operators from the row of features to the scores, each taking what the one before gave.</summary>
internal sealed class DenseChainReader
{
    private readonly DenseChain _chain;
    private GraphBuffer? _current;
    private GraphValue? _complement;

    private DenseChainReader(int featureCount) => _chain = new DenseChain(featureCount);

    /// <summary>The chain; null when the operators are not one.</summary>
    public static DenseChain? Read(ReadOnlySpan<GraphOperator> steps, int featureCount, GraphOutput output)
    {
        var reader = new DenseChainReader(featureCount);
        foreach (GraphOperator step in steps)
        {
            if (!reader.Take(step))
            {
                return null;
            }
        }

        return reader._chain.Layers.Count > 0 && reader.End(output) ? reader._chain : null;
    }

    private bool IsDone => _chain.Link is not null;

    private DenseStep? Last => _chain.Layers.Count == 0 ? null : _chain.Layers[^1];

    private bool Take(GraphOperator step)
    {
        if (step is ConcatOperator<int> concat)
        {
            return TakePair(concat);
        }

        if (_complement is not null)
        {
            return false;
        }

        if (step is BinaryOperator<float, SubtractOperation> && Follows(step.Inputs[1]) && Constant(step.Inputs[0]) is [1])
        {
            // 1 - p; p itself goes on.
            _complement = step.Outputs[0];
            return Last is { Outputs: 1, Activation: Activation.Sigmoid };
        }

        if (IsDone && step is not NormalizerOperator)
        {
            return false;
        }

        GraphValue? input = Array.Find(step.Inputs, value => !value.IsConstant);
        if (input is null || !Follows(input) || input.Type != ElementType.Single)
        {
            return false;
        }

        bool taken = Last is null ? TakePreparation(step) || TakeLayer(step) : TakeLayer(step) || TakeActivation(step) || TakeFold(step) || TakeEnd(step);
        _current = step is LinearClassifierOperator ? step.Outputs[1].Buffer : step.Outputs[0].Buffer;
        return taken;
    }

    // The first operator reads all features, in their order.
    private bool Follows(GraphValue value) =>
        _current is null ? value.Buffer.Feature == 0 && value.Length == _chain.FeatureCount : value.Buffer == _current;

    private bool TakePreparation(GraphOperator step)
    {
        switch (step)
        {
            case ImputerOperator<float> imputer when _chain is { FillValues: null, Offsets: null, Factors: null } && float.IsNaN(imputer.Replaced):
                _chain.FillValues = imputer.Imputed;
                return true;
            case ScalerOperator scaler when _chain is { Offsets: null, Factors: null }:
                (_chain.Offsets, _chain.Factors) = (scaler.Offset, scaler.Scale);
                return true;
            case BinaryOperator<float, SubtractOperation> when _chain is { Offsets: null, Factors: null } && Operand(step, right: true) is { } taken:
                _chain.Offsets = taken;
                return true;
            case BinaryOperator<float, AddOperation> when _chain is { Offsets: null, Factors: null } && Operand(step) is { } added:
                _chain.Offsets = Array.ConvertAll(added, static value => -value);
                return true;
            case BinaryOperator<float, MultiplyOperation> when _chain.Factors is null && Operand(step) is { } multiplied:
                _chain.Factors = multiplied;
                return true;
            case BinaryOperator<float, DivideOperation> when _chain.Factors is null && Operand(step, right: true) is { } divided:
                _chain.Factors = Array.ConvertAll(divided, static value => 1 / value);
                return true;
            default:
                return false;
        }
    }

    private bool TakeLayer(GraphOperator step)
    {
        int inputs = Last?.Outputs ?? _chain.FeatureCount;
        if (step is not DenseOperator dense || dense.InputCount != inputs || step.Outputs[0].Length != dense.OutputCount || Last is { Activation: Activation.Softmax })
        {
            return false;
        }

        double[] weights = new double[dense.InputCount * dense.OutputCount];
        double[] biases = new double[dense.OutputCount];
        for (int output = 0; output < biases.Length; output++)
        {
            biases[output] = dense.Bias(output);
            for (int input = 0; input < inputs; input++)
            {
                weights[(output * inputs) + input] = dense.Weight(input, output);
            }
        }

        _chain.Layers.Add(new DenseStep { Weights = weights, Biases = biases });
        return true;
    }

    private bool TakeActivation(GraphOperator step) => step switch
    {
        LaneOperator<ReluFunction> => Last!.Activate(Activation.Relu, 1),
        LaneOperator<LeakyReluFunction> leaky => Last!.Activate(Activation.LeakyRelu, leaky.Function.Alpha),
        LaneOperator<EluFunction> elu => Last!.Activate(Activation.Elu, elu.Function.Alpha),
        LaneOperator<TanhFunction> => Last!.Activate(Activation.Tanh, 1),
        LaneOperator<SigmoidFunction> => Last!.Activate(Activation.Sigmoid, 1),
        SoftmaxOperator softmax => softmax.IsPlain(Last!.Outputs) && Last.Activate(Activation.Softmax, 1),
        _ => false,
    };

    private bool TakeFold(GraphOperator step) => step switch
    {
        BinaryOperator<float, AddOperation> when Other(step) is { } addends => Last!.Fold([1], addends),
        BinaryOperator<float, SubtractOperation> when Other(step, right: true) is { } taken => Last!.Fold([1], Array.ConvertAll(taken, static value => -value)),
        BinaryOperator<float, MultiplyOperation> when Other(step) is { } factors => Last!.Fold(factors, [0]),
        AffineOperator affine => Last!.Fold(affine.Scale, affine.Shift),
        _ => false,
    };

    private bool TakeEnd(GraphOperator step)
    {
        switch (step)
        {
            case LinearClassifierOperator classifier when Last is { Activation: Activation.Identity }:
                _chain.Link = classifier.Transform;
                _chain.Label = step.Outputs[0];
                _chain.Classes = step.Outputs[1];
                return classifier.Transform is LinkFunction.Sigmoid or LinkFunction.Softmax;
            case ScoreTransformOperator { Transform: LinkFunction.Identity or LinkFunction.Sigmoid or LinkFunction.Softmax } transform when Last is { Activation: Activation.Identity }:
                // A single score is left as it is: that is how ONNX Runtime does it.
                _chain.Link = Last.Outputs == 1 ? LinkFunction.Identity : transform.Transform;
                return true;
            case NormalizerOperator { Norm: RowNorm.L1 } normalizer when _chain.Label is not null:
                // Probabilities of a softmax, or of a sum and its opposite, add up to one already.
                _chain.Classes = step.Outputs[0];
                return normalizer.Size == step.Outputs[0].Length && (_chain.Link == LinkFunction.Softmax || Last!.Outputs == 1 || IsAntisymmetric(Last));
            default:
                return false;
        }
    }

    // The complement and the probability itself, in this order. Elements are only moved, so floats are moved as integers of their size.
    private bool TakePair(ConcatOperator<int> concat)
    {
        bool pair = _complement is not null && concat.Inputs.Length == 2
            && concat.Inputs[0].Buffer == _complement.Buffer && Follows(concat.Inputs[1]) && concat.Outputs[0].Length == 2;
        _chain.Classes = concat.Outputs[0];
        _chain.ClassCount = 2;
        _chain.Link = LinkFunction.Sigmoid;
        _complement = null;
        _current = concat.Outputs[0].Buffer;
        return pair;
    }

    // The outputs are all that the chain gives, or the second of two classes.
    private bool End(GraphOutput output)
    {
        if (output.Value.Buffer != _current || _complement is not null)
        {
            return false;
        }

        DenseStep last = Last!;
        LinkFunction link = _chain.Link ?? DenseChain.LinkOf(last.Activation);
        bool pair = output.Value.Length == 2 && output is { Start: 1, Count: 1 };
        if (_chain.ClassCount == 0)
        {
            _chain.ClassCount = output.Value.Length;
            _chain.Classes ??= output.Value;
        }

        if (!pair)
        {
            return output is { Start: 0 } && output.Count == output.Value.Length && output.Value.Length == last.Outputs;
        }

        if (last.Outputs == 1)
        {
            return link == LinkFunction.Sigmoid;
        }

        _chain.Link = LinkFunction.Sigmoid;
        if (link == LinkFunction.Sigmoid && _chain.Label is not null && IsAntisymmetric(last))
        {
            last.KeepSecond();
            return true;
        }

        if (link != LinkFunction.Softmax)
        {
            return false;
        }

        last.Subtract();
        return true;
    }

    private static bool IsAntisymmetric(DenseStep layer)
    {
        bool opposite = layer.Outputs == 2 && layer.Biases[0] == -layer.Biases[1];
        for (int i = 0; opposite && i < layer.Inputs; i++)
        {
            opposite = layer.Weights[i] == -layer.Weights[layer.Inputs + i];
        }

        return opposite;
    }

    /// <summary>The constant that features are combined with, one per feature; null when there is none.</summary>
    private float[]? Operand(GraphOperator step, bool right = false) => Other(step, right) switch
    {
        [var single] when step.Outputs[0].Length == _chain.FeatureCount => [.. Enumerable.Repeat(single, _chain.FeatureCount)],
        { } values when values.Length == _chain.FeatureCount && step.Outputs[0].Length == _chain.FeatureCount => values,
        _ => null,
    };

    /// <summary>The constant operand of a step of two; null when there is none, or it is on the wrong side.</summary>
    private static float[]? Other(GraphOperator step, bool right = false) =>
        step.Outputs[0].Length != Math.Max(step.Inputs[0].Length, step.Inputs[1].Length) ? null
        : step.Inputs[1].IsConstant && step.Inputs[0].Length == step.Outputs[0].Length ? Constant(step.Inputs[1])
        : !right && step.Inputs[0].IsConstant && step.Inputs[1].Length == step.Outputs[0].Length ? Constant(step.Inputs[0])
        : null;

    private static float[]? Constant(GraphValue value) =>
        value.IsConstant && value.Type == ElementType.Single ? new GraphFrame([], []).Read<float>(value).ToArray() : null;
}
