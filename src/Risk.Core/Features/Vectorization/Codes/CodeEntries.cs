using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>Lays tables of codes out one behind the other.</summary>
internal static class CodeEntries
{
    /// <summary>Adds a table.</summary>
    /// <param name="entries">Receives what each code stands for.</param>
    /// <param name="table">The table.</param>
    /// <param name="position">Where its code is found.</param>
    /// <param name="target">Where its value goes.</param>
    /// <param name="isFeature">Whether the value is a feature, so that rounding sets its flags too.</param>
    public static CodeLookup Add(List<CodeEntry> entries, CodeTable table, int position, int target, bool isFeature)
    {
        int offset = entries.Count;
        for (int code = 0; code < table.Values.Length; code++)
        {
            var flags = DecisionFlags.None;
            table.Find(code, ref flags);
            DecisionFlags rounding = flags;
            float rounded = ScalarEvaluator.Round(table.Values[code], ref rounding);
            entries.Add(new CodeEntry(table.Values[code], rounded, isFeature ? rounding : flags));
        }

        return new CodeLookup(position, offset, table.Values.Length - 1, target);
    }
}
