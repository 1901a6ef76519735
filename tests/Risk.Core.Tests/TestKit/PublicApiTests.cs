namespace Risk.Core.Tests.TestKit;

public class PublicApiTests
{
    [Fact]
    public void Writes_declarations_as_a_user_would()
    {
        string dump = PublicApi.Dump(typeof(Snapshot).Assembly);
        Assert.Contains("static class Risk.TestKit.AllocationAssert\n", dump, StringComparison.Ordinal);
        Assert.Contains("    static double BytesPerCall(Action action, int calls = 1000, int warmUp = 1000)\n", dump, StringComparison.Ordinal);
        Assert.Contains("    static void AssertBitEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = null)\n", dump, StringComparison.Ordinal);
        Assert.Contains("sealed record Risk.TestKit.TextCase : IEquatable<Risk.TestKit.TextCase>\n", dump, StringComparison.Ordinal);
        Assert.Contains("    string Source { get; init; }\n", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("LineDiff", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_each_time() => Assert.Equal(PublicApi.Dump(typeof(Assert).Assembly), PublicApi.Dump(typeof(Assert).Assembly));
}
