namespace Risk.Models.Trees;

/// <summary>The engines chosen for one model, by what they are for.</summary>
/// <param name="Row">Scores single float32 rows.</param>
/// <param name="DoubleRow">Scores float64 rows.</param>
/// <param name="Batch">Scores many rows at once; null when going row by row is as good.</param>
/// <param name="Reason">Why these.</param>
internal sealed record TreeEngines(ITreeEngine Row, ITreeDoubleEngine DoubleRow, ITreeBatchEngine? Batch, string Reason)
{
    /// <summary>The bytes of all of them, each counted once.</summary>
    internal long MemoryBytes
    {
        get
        {
            long bytes = Row.MemoryBytes;
            if (!ReferenceEquals(DoubleRow, Row) && DoubleRow is not RoundedRowEngine)
                bytes += DoubleRow.MemoryBytes;
            if (Batch is not null && !ReferenceEquals(Batch, Row) && !ReferenceEquals(Batch, DoubleRow))
                bytes += Batch.MemoryBytes;
            return bytes;
        }
    }
}
