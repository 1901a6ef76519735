using System.CommandLine;
using Risk.Events;
using Risk.Features;
using Risk.Velocity;

namespace Risk.Tool.Commands;

/// <summary><c>risk features</c>: the training matrix, made by the code that serves.</summary>
internal static class FeaturesCommand
{
    public static Command Create(ToolContext context)
    {
        Option<string> pipeline = Arguments.Required("--pipeline", "The pipeline as JSON.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines, in event-time order.");
        Option<string?> output = Arguments.Optional("--output", "Where to write the rows as CSV; standard output without it.");
        Option<string?> schema = Arguments.Schema();
        var command = new Command("features", "Writes the feature vector of every event.") { pipeline, events, output, schema };
        command.SetAction(parsed =>
        {
            FeaturePipeline loaded = FeaturePipeline.Load(parsed.GetRequiredValue(pipeline), EventFiles.Schema(parsed.GetValue(schema))?.Schema);
            using TextWriter writer = context.OpenOutput(parsed.GetValue(output));
            return Write(context, loaded, parsed.GetRequiredValue(events), writer);
        });
        return command;
    }

    private static int Write(ToolContext context, FeaturePipeline pipeline, string events, TextWriter writer)
    {
        var layout = new AttributeLayoutBuilder(pipeline.Schema);
        IWindowReader? windows = pipeline.Windows.Count == 0 ? null : new VelocityStore(new VelocityOptions { Clock = null }).Compile(pipeline.Windows, layout);
        FeatureVectorizer vectorizer = pipeline.Compile(layout);
        AttributeRow row = layout.Build().CreateRow();
        float[] features = new float[pipeline.FeatureCount];
        bool first = true;
        bool hasId = false;
        return EventFiles.ForEach(context, events, new JsonEventReader(pipeline.Schema), row, lines =>
        {
            (string? name, string? id) = IdentifierColumn.Of(lines.Current);
            if (first)
            {
                hasId = name is not null;
                writer.WriteLine(string.Join(',', hasId ? pipeline.FeatureNames.Prepend(name!) : pipeline.FeatureNames));
                first = false;
            }

            windows?.ReadAndRecord(row);
            vectorizer.Transform(row, features);
            string line = string.Join(',', features.Select(ToolContext.Number));
            writer.WriteLine(hasId ? $"{id},{line}" : line);
        });
    }
}
