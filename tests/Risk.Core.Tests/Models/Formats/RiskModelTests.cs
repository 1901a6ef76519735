using System.IO.Compression;
using System.Text;
using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>The door: path, memory and stream; gzip; what can't be loaded.</summary>
public class RiskModelTests
{
    private static readonly string Sample = XGBoostGolden.File("stump", "json");

    [Fact]
    public void A_model_loads_from_path_memory_and_stream_alike()
    {
        byte[] content = File.ReadAllBytes(Sample);
        using MemoryStream stream = new(content);
        foreach (IRiskModel model in (IRiskModel[])[RiskModel.Load(Sample), RiskModel.Load(content), RiskModel.Load(stream)])
        {
            Assert.Equal("xgboost-json", model.Info.Format);
            Assert.Equal(8, model.FeatureCount);
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_to_its_end()
    {
        using FileStream file = File.OpenRead(XGBoostGolden.File("forest_multi", "ubj"));
        using BufferedStream unseekable = new(new OneByteStream(file));
        Assert.Equal(12, RiskModel.Load(unseekable).Info.TreeCount);
    }

    [Fact]
    public void A_gzip_file_is_unpacked_on_the_way()
    {
        byte[] packed = Gzip(File.ReadAllBytes(Sample));
        Assert.Equal("xgboost-json", RiskModel.Load(packed).Info.Format);
        using MemoryStream stream = new(packed);
        Assert.Equal("xgboost-json", RiskModel.Load(stream).Info.Format);
    }

    [Fact]
    public void A_gzip_bomb_is_refused_before_it_unfolds()
    {
        byte[] packed = Gzip(new byte[64 << 20], CompressionLevel.Optimal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("RM003", Problem(packed).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60 << 20);
    }

    [Fact]
    public void A_damaged_gzip_file_is_refused()
    {
        byte[] packed = Gzip(File.ReadAllBytes(Sample));
        for (int i = 10; i < packed.Length; i += 7)
        {
            byte[] damaged = [.. packed];
            damaged[i] ^= 0x55;
            Assert.Throws<RiskFormatException>(() => RiskModel.Load(damaged));
        }

        Assert.Throws<RiskFormatException>(() => RiskModel.Load(packed.AsMemory(0, packed.Length / 2)));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        ModelLoadOptions options = new() { MaximumBytes = 1_000 };
        Assert.Equal("RM003", Assert.Throws<RiskFormatException>(() => RiskModel.Load(Sample, options)).Diagnostics[0].Code);
        Assert.Throws<RiskFormatException>(() => RiskModel.Load(File.ReadAllBytes(Sample), null, options));
        Assert.Throws<RiskFormatException>(() => RiskModel.Load(Gzip(File.ReadAllBytes(Sample)), null, options));
    }

    [Fact]
    public void What_is_no_model_is_refused_with_the_known_formats()
    {
        Assert.Contains("empty", Problem([]).Message, StringComparison.Ordinal);
        RiskDiagnostic problem = Problem("hello"u8.ToArray());
        Assert.Equal("RM001", problem.Code);
        Assert.Contains("LightGBM text", problem.Suggestion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binf\0\0\0\u003f", "binary format")]
    [InlineData("CONFIG-offset:123", "snapshot")]
    [InlineData("booster[0]:\n0:[f0<-0.12] yes=1", "dump")]
    [InlineData("[\n  { \"nodeid\": 0, \"depth\": 0", "dump")]
    [InlineData("{\"name\":\"tree\",\"version\":\"v4\",\"tree_info\":[", "LightGBM")]
    [InlineData("\u0080\u0004\u0095\u0056", "pickle")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("<?xml version=\"1.0\"?><PMML", "XML")]
    [InlineData("CBM1", "CatBoost")]
    public void Files_that_people_take_for_models_are_refused_by_name(string content, string name)
    {
        RiskDiagnostic problem = Problem(Encoding.Latin1.GetBytes(content));
        Assert.Equal("RM006", problem.Code);
        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
        Assert.NotNull(problem.Suggestion);
    }

    [Fact]
    public void The_binary_format_is_refused_without_its_prefix_too()
    {
        byte[] head = new byte[200];
        head[151] = 6;
        "gbtree"u8.CopyTo(head.AsSpan(159));
        Assert.Equal("RM006", Problem(head).Code);
    }

    [Fact]
    public void Trying_gives_diagnostics_instead_of_exceptions()
    {
        Assert.True(RiskModel.TryLoad(Sample, out IRiskModel? model, out IReadOnlyList<RiskDiagnostic> diagnostics));
        Assert.Equal("xgboost-json", model.Info.Format);
        Assert.Empty(diagnostics);

        Assert.False(RiskModel.TryLoad(Sample + ".absent", out model, out diagnostics));
        Assert.Null(model);
        Assert.Equal("RM002", Assert.Single(diagnostics).Code);

        Assert.False(RiskModel.TryLoad("{}"u8.ToArray(), "empty.json", out model, out diagnostics));
        Assert.Equal(("RM001", "empty.json"), (Assert.Single(diagnostics).Code, diagnostics[0].File));

        Assert.True(RiskModel.TryLoad(Encoding.UTF8.GetBytes(XGBoostText.File([], version: "[9,0,0]")), "new.json", out model, out diagnostics));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(diagnostics).Severity);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_the_operating_systems_exception() =>
        Assert.Throws<FileNotFoundException>(() => RiskModel.Load(Sample + ".absent"));

    private static RiskDiagnostic Problem(byte[] content) => Assert.Single(Assert.Throws<RiskFormatException>(() => RiskModel.Load(content, "file")).Diagnostics);

    private static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, level))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    private sealed class OneByteStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 1));

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
