using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Which of the graph's outputs are the model's outputs, and how they are to be read.</summary>
/// <param name="Task">How.</param>
/// <param name="Scores">The elements that become outputs.</param>
/// <param name="Label">The label of a row; null without one.</param>
/// <param name="Labels">The names of the classes; empty without them.</param>
internal sealed record OnnxResults(ModelTask Task, IReadOnlyList<GraphOutput> Scores, GraphValue? Label, IReadOnlyList<string> Labels);
