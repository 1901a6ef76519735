using Xunit;

namespace Risk.TestKit;

/// <summary>A theory that needs shared data sets and is skipped where one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates the attribute with the folders that must exist.</summary>
    public SharedDataTheoryAttribute(params string[] dataSets)
    {
        DataSets = dataSets;
        Skip = SharedData.SkipReason(dataSets);
    }

    /// <summary>The folders that must exist.</summary>
    public IReadOnlyList<string> DataSets { get; }
}
