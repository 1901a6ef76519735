using Risk.Events;
using Risk.Features.Definitions;
using Risk.Features.Fitting;
using Risk.Velocity;

namespace Risk.Features;

/// <summary>
/// The events a <see cref="FeaturePipelineDefinition"/> is fitted to: fill <see cref="Row"/> as a service would, then
/// <see cref="Add"/> it. Only what the definition reads is kept, each distinct text once.
/// </summary>
/// <remarks>Thread safety: one thread at a time.</remarks>
public sealed class FeatureTrainingData
{
    private readonly IWindowReader? _windows;
    private readonly TrainingColumn[] _columns;
    private readonly List<double> _labels = [];

    internal FeatureTrainingData(PipelineSource source, IWindowProvider? windows)
    {
        var layout = new AttributeLayoutBuilder(source.Schema);
        _windows = source.Windows.Count == 0 ? null : windows?.Compile(source.Windows, layout);
        List<TrainingColumn> columns = [];
        foreach (string name in source.AttributesRead())
        {
            int position = layout.IndexOf(name);
            bool isText = source.Schema[position].IsText;
            layout.Use(position, isText ? AttributeUse.Text : AttributeUse.Number);
            columns.Add(isText ? new TextTrainingColumn(position) : new NumberTrainingColumn(name, position));
        }

        foreach (WindowDefinition window in source.Windows)
        {
            int position = layout.AddComputed(window.Name, AttributeKind.Number);
            layout.Use(position, AttributeUse.Number);
            columns.Add(new NumberTrainingColumn(window.Name, position));
        }

        _columns = [.. columns];
        Row = layout.Build().CreateRow();
        Schema = source.Schema;
    }

    /// <summary>The event's attributes.</summary>
    public EventSchema Schema { get; }

    /// <summary>The event to add next. Windows are columns of their names; without a provider the caller fills them.</summary>
    public AttributeRow Row { get; }

    /// <summary>How many events were added.</summary>
    public int Count => _labels.Count;

    internal IReadOnlyList<double> Labels => _labels;

    /// <summary>Adds the event in <see cref="Row"/>, reading its windows and recording it where there is a provider, and clears the row for the next one.</summary>
    /// <param name="label">The target, for means of it; NaN when unknown, and the event then counts for everything but target means.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is infinite.</exception>
    public void Add(double label = double.NaN)
    {
        if (double.IsInfinity(label))
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, "A label must be finite, or NaN when it is unknown.");
        }

        _windows?.ReadAndRecord(Row);
        foreach (TrainingColumn column in _columns)
        {
            column.Add(Row);
        }

        _labels.Add(label);
        Row.Clear();
    }

    /// <summary>Fills a row of any layout of the same schema with an event that was added.</summary>
    internal void Fill(int index, AttributeRow row)
    {
        row.Clear();
        foreach (TrainingColumn column in _columns)
        {
            column.Fill(index, row);
        }
    }
}
