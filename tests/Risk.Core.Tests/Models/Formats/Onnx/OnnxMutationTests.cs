using Risk.Models;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>
/// Damaged files: bits flipped, bytes cut out, doubled and moved, lengths replaced by absurd ones. Loading either succeeds, and
/// then scoring does, or says what is wrong; it never fails otherwise and never takes memory that the file doesn't pay for.
/// </summary>
public class OnnxMutationTests
{
    private const int Allowance = 8 << 20;
    private const int PerByte = 512;

    private static int Count => Environment.GetEnvironmentVariable("RISK_LONG_TESTS") == "1" ? 20_000 : 1_000;

    [Fact]
    public void Damaged_files_are_refused_or_score()
    {
        byte[][] files = [.. OnnxSamples.All(), .. Shared()];
        Random random = new(20_240_607);
        int loaded = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] file = Mutate(files[i % files.Length], files, random);
            loaded += Check(file, i) ? 1 : 0;
        }

        // A test that only ever sees refusals would prove little about scoring.
        Assert.InRange(loaded, Count / 100, Count * 9 / 10);
    }

    [Fact]
    public void Every_truncation_is_refused_or_scores()
    {
        foreach (byte[] file in OnnxSamples.All())
        {
            for (int length = 0; length < file.Length; length++)
            {
                Check(file[..length], length);
            }
        }
    }

    [Fact]
    public void Every_single_bit_may_flip()
    {
        foreach (byte[] file in (byte[][])[OnnxSamples.TreesVersion5().ToBytes(), OnnxSamples.Unary("Softmax", 3, ("axis", 1)).ToBytes()])
        {
            for (int bit = 0; bit < file.Length * 8; bit++)
            {
                byte[] damaged = [.. file];
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                Check(damaged, bit);
            }
        }
    }

    private static bool Check(byte[] file, int number)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool loaded = RiskModel.TryLoad(file, "mutated.onnx", out IRiskModel? model, out IReadOnlyList<RiskDiagnostic> diagnostics);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes <= Allowance + ((long)PerByte * file.Length), $"mutation {number}: {bytes} bytes for a file of {file.Length}");
        if (!loaded)
        {
            Assert.NotEmpty(diagnostics);
            Assert.All(diagnostics, diagnostic => Assert.False(string.IsNullOrWhiteSpace(diagnostic.Message)));
            return false;
        }

        float[] row = new float[model!.FeatureCount];
        float[] outputs = new float[model.OutputCount];
        foreach (float value in (ReadOnlySpan<float>)[0, 1, -3.5f, float.NaN, float.PositiveInfinity, 1e30f])
        {
            Array.Fill(row, value);
            model.Predict(row, outputs);
            if (ModelLabels.AreGivenBy(model))
            {
                Assert.NotNull(ModelLabels.Predict(model, row));
            }
        }

        return true;
    }

    private static byte[] Mutate(byte[] original, byte[][] others, Random random)
    {
        List<byte> bytes = [.. original];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 1; change--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 24), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 5:
                    // Two gibibytes where a length or a number was.
                    bytes.RemoveAt(at);
                    bytes.InsertRange(at, random.Next(2) == 0 ? [0xFF, 0xFF, 0xFF, 0xFF, 0x07] : (byte[])[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);
                    break;
                default:
                    byte[] other = others[random.Next(others.Length)];
                    int from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(from + length, other.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The real files of the shared data that are small enough to be mutated often.</summary>
    private static IEnumerable<byte[]> Shared() => Manifest.WithFormat("onnx")
        .SelectMany(model => model.Files.Where(file => file.Format == "onnx"))
        .Select(file => File.ReadAllBytes(file.Path))
        .Where(bytes => bytes.Length < 10_000);
}
