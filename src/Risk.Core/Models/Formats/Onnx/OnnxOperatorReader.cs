namespace Risk.Models.Formats.Onnx;

/// <summary>Makes a node into operators of the graph.</summary>
/// <exception cref="Graph.GraphException">The node can't be reproduced.</exception>
internal delegate void OnnxOperatorReader(OnnxNodeContext context);
