namespace Risk.Models.Graph;

/// <summary>Replaces each key by its value; keys that aren't listed by the default.</summary>
internal sealed class LookupOperator<TKey, TValue>(Dictionary<TKey, TValue> values, TValue otherwise) : GraphOperator
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<TKey> keys = frame.Read<TKey>(Inputs[0]);
        Span<TValue> results = frame.Write<TValue>(Outputs[0]);
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = values.TryGetValue(keys[i], out TValue value) ? value : otherwise;
        }
    }
}
