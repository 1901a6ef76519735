namespace Risk.Benchmarks.Models;

/// <summary>A peer's way to score a row.</summary>
internal delegate void PeerPrediction(ReadOnlySpan<float> row, float[] output);
