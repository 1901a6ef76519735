using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>What the operators said of values that are probabilities or labels, by the buffers the values lie in.</summary>
internal sealed class OnnxScores
{
    private readonly Dictionary<GraphBuffer, ScoreKind> _kinds = [];
    private readonly Dictionary<GraphBuffer, string[]> _labels = [];

    /// <summary>What a value's elements are.</summary>
    public ScoreKind Kind(GraphValue value) => _kinds.GetValueOrDefault(value.Buffer);

    /// <summary>The classes whose scores a value holds, or among which a label was chosen; null when nobody said.</summary>
    public string[]? Labels(GraphValue value) => _labels.GetValueOrDefault(value.Buffer);

    /// <summary>Says what a value's elements are.</summary>
    public void Mark(GraphValue value, ScoreKind kind) => _kinds[value.Buffer] = kind;

    /// <summary>Says which classes a value is about.</summary>
    public void Name(GraphValue value, string[] labels) => _labels[value.Buffer] = labels;

    /// <summary>Carries what is known from one value to another that follows from it one to one.</summary>
    public void Carry(GraphValue from, GraphValue to)
    {
        if (_kinds.TryGetValue(from.Buffer, out ScoreKind kind))
        {
            _kinds[to.Buffer] = kind;
        }

        if (_labels.TryGetValue(from.Buffer, out string[]? labels))
        {
            _labels[to.Buffer] = labels;
        }
    }
}
