using System.Globalization;
using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

public sealed class CardStreamTests
{
    [SharedDataFact("card-stream")]
    public void Every_value_of_the_reference_is_exact()
    {
        string folder = SharedData.Find("card-stream")!;
        string[][] reference = [.. CardStream.Lines(Path.Combine(folder, "velocity_reference.csv.gz"))];
        string[] columns = reference[0][1..];
        var layout = new AttributeLayoutBuilder(CardStream.Schema);
        IWindowReader reader = new VelocityStore().Compile([.. columns.Select(CardStream.WindowOf)], layout);
        int[] positions = [.. columns.Select(layout.IndexOf)];
        AttributeRow row = layout.Build().CreateRow();
        int next = 1;
        int compared = 0;
        foreach (string[] fields in CardStream.Lines(Path.Combine(folder, "stream.csv.gz")).Skip(1))
        {
            CardStream.Fill(row, fields);
            Assert.True(reader.ReadAndRecord(row));
            if (next < reference.Length && reference[next][0] == fields[0])
            {
                for (int i = 0; i < columns.Length; i++)
                {
                    double expected = double.Parse(reference[next][i + 1], CultureInfo.InvariantCulture);
                    if (expected != row.GetNumber(positions[i]))
                    {
                        Assert.Fail($"tx {fields[0]}, {columns[i]}: expected {expected}, got {row.GetNumber(positions[i])}");
                    }

                    compared++;
                }

                next++;
            }
        }

        Assert.Equal(reference.Length, next);
        Assert.Equal((reference.Length - 1) * columns.Length, compared);
    }
}
