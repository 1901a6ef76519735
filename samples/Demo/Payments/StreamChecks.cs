using System.Globalization;
using System.Runtime.InteropServices;
using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Models;
using Risk.Velocity;
using Spectre.Console;

namespace Demo.Payments;

/// <summary>What is known exactly about the stream: the windows of days 140 to 174, and the margins that XGBoost itself gave for rows of the test days.</summary>
internal static class StreamChecks
{
    /// <summary>Compares, says what was found, and tells whether all of it is exact.</summary>
    public static bool Run(StreamPayment[] payments, FeaturePipeline pipeline, IMarginModel model)
    {
        string[][] windowReference = [.. CardStream.Lines("velocity_reference.csv.gz")];
        Dictionary<string, float> marginReference = Margins();
        var layout = new AttributeLayoutBuilder(StreamPayment.Reader.Schema);
        IWindowReader windows = new VelocityStore(new VelocityOptions { Clock = null }).Compile(pipeline.Windows, layout);
        FeatureVectorizer vectorizer = pipeline.Compile(layout);
        int[] positions = [.. windowReference[0][1..].Select(layout.IndexOf)];
        AttributeRow row = layout.Build().CreateRow();
        float[] vector = new float[pipeline.FeatureCount];
        double[] margin = new double[1];
        var windowsFound = default(Tally);
        var marginsFound = default(Tally);
        int next = 1;
        foreach (StreamPayment payment in payments)
        {
            row.Clear();
            StreamPayment.Reader.Read(in payment, row);
            windows.ReadAndRecord(row);
            if (next < windowReference.Length && long.Parse(windowReference[next][0], CultureInfo.InvariantCulture) == payment.Id)
            {
                for (int i = 0; i < positions.Length; i++)
                {
                    windowsFound.Add(row.GetNumber(positions[i]) == double.Parse(windowReference[next][i + 1], CultureInfo.InvariantCulture));
                }

                next++;
            }

            vectorizer.Transform(row, vector);
            if (marginReference.Remove(KeyOf(vector), out float expected))
            {
                model.PredictMargin(vector, margin);
                marginsFound.Add(margin[0] == expected);
            }
        }

        bool areWindowsExact = Report("window values compared with the reference", windowsFound, windowReference.Length - next);
        bool areMarginsExact = Report("rows compared with XGBoost's own margins, from the raw stream to the last bit", marginsFound, marginReference.Count);
        return areWindowsExact && areMarginsExact;
    }

    private static Dictionary<string, float> Margins()
    {
        var margins = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (string[] fields in CardStream.Lines("xgb_100x6.margins.csv.gz").Skip(1))
        {
            float[] vector = [.. fields[..^1].Select(static field => field.Length == 0 ? float.NaN : float.Parse(field, CultureInfo.InvariantCulture))];
            margins.Add(KeyOf(vector), float.Parse(fields[^1], CultureInfo.InvariantCulture));
        }

        return margins;
    }

    // Every NaN is the same missing value here, whatever its bits.
    private static string KeyOf(ReadOnlySpan<float> vector)
    {
        Span<float> canonical = stackalloc float[vector.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            canonical[i] = float.IsNaN(vector[i]) ? float.NaN : vector[i];
        }

        return Convert.ToHexString(MemoryMarshal.AsBytes(canonical));
    }

    private static bool Report(string what, Tally tally, int notFound)
    {
        bool isExact = tally is { Compared: > 0, Differing: 0 } && notFound == 0;
        AnsiConsole.MarkupLine(isExact
            ? $"[green]{tally.Compared} {what}: all exact[/]"
            : $"[red]{tally.Differing} of {tally.Compared} {what} differ, {notFound} of the reference were not found in the stream[/]");
        return isExact;
    }

    private struct Tally
    {
        public long Compared { get; private set; }

        public long Differing { get; private set; }

        public void Add(bool agrees)
        {
            Compared++;
            Differing += agrees ? 0 : 1;
        }
    }
}
