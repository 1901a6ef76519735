using Xunit.Sdk;

namespace Risk.Core.Tests.TestKit;

public class AllocationAssertTests
{
    private static object? _sink;

    [Fact]
    public void Passes_what_does_not_allocate()
    {
        long sum = 0;
        AllocationAssert.None(() => sum += 1);
        Assert.True(sum > 0);
    }

    [Fact]
    public void Names_the_bytes_of_a_call()
    {
        XunitException error = Assert.Throws<XunitException>(() => AllocationAssert.None(() => _sink = new byte[100]));
        Assert.Contains("a call allocates 128 bytes", error.Message, StringComparison.Ordinal);
        Assert.NotNull(_sink);
    }

    [Fact]
    public void At_most_allows_its_bytes_and_no_more()
    {
        AllocationAssert.AtMost(128, () => _sink = new byte[100]);
        Assert.Throws<XunitException>(() => AllocationAssert.AtMost(127, () => _sink = new byte[100]));
    }
}
