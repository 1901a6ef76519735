using Xunit;

namespace Risk.Tool.Tests;

/// <summary><c>risk features</c> passes rows through: how much it keeps does not grow with the file.</summary>
[Collection(nameof(Memory))]
public sealed class FeaturesMemoryTests : IDisposable
{
    private const int Rows = 200_000;
    private const long MostGrowth = 8 * 1024 * 1024;

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void A_long_CSV_takes_no_more_memory_than_a_short_one()
    {
        string pipeline = _tool.File("p.json", """{"attributes":[{"name":"amount","type":"number"},{"name":"shop","type":"text"}],"features":[{"name":"amount","input":"amount"},{"name":"shop","input":"shop","transform":"is_missing"}]}""");
        string table = _tool.Path("e.csv");
        File.WriteAllLines(table, Enumerable.Range(0, Rows).Select(static i => $"{i},\"shop number {i}\",some more text that nobody reads {i}").Prepend("amount,shop,note"));
        using var output = new HeapWriter(Rows - 1_000);

        Assert.Equal(0, CommandLine.Run(["features", "--pipeline", pipeline, "--events", table], output, TextWriter.Null));

        Assert.Equal(Rows + 1, output.Lines);
        Assert.InRange(output.LateHeap - output.EarlyHeap, long.MinValue, MostGrowth);
    }

    /// <summary>The heap is the process's: nothing else may run meanwhile.</summary>
    [CollectionDefinition(nameof(Memory), DisableParallelization = true)]
    public sealed class Memory;

    /// <summary>Counts lines, and measures what is alive at two of them.</summary>
    private sealed class HeapWriter(int late) : StringWriter
    {
        private const int Early = 1_000;

        public int Lines { get; private set; }

        public long EarlyHeap { get; private set; }

        public long LateHeap { get; private set; }

        public override void WriteLine(string? value)
        {
            Lines++;
            if (Lines == Early)
            {
                EarlyHeap = GC.GetTotalMemory(forceFullCollection: true);
            }
            else if (Lines == late)
            {
                LateHeap = GC.GetTotalMemory(forceFullCollection: true);
            }
        }
    }
}
