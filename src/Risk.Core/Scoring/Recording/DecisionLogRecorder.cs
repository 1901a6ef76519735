using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>Copies one scorer's decisions into the ring. Knows which columns are written and how they are called.</summary>
internal sealed class DecisionLogRecorder : IDecisionRecorder
{
    private readonly DecisionLog _log;

    public DecisionLogRecorder(DecisionLog log, int id, DecisionSource source, AttributeLayoutBuilder layout, IReadOnlyCollection<string> omitted)
    {
        (_log, Id, Source) = (log, id, source);
        List<LoggedColumn> numbers = [];
        List<LoggedColumn> texts = [];
        for (int i = 0; i < source.Schema.Count; i++)
        {
            AttributeDefinition attribute = source.Schema[i];
            if (omitted.Contains(attribute.Name))
            {
                continue;
            }

            if (attribute.IsText)
            {
                layout.Use(i, AttributeUse.Text);
            }

            (attribute.IsText ? texts : numbers).Add(new LoggedColumn(attribute.Name, attribute.Kind, i));
        }

        FirstWindow = numbers.Count;
        numbers.AddRange(source.Windows.Select(window => new LoggedColumn(window.Name, AttributeKind.Number, layout.AddComputed(window.Name, AttributeKind.Number))));
        (Numbers, Texts) = ([.. numbers], [.. texts]);
        (NumberPositions, TextPositions) = ([.. numbers.Select(static column => column.Position)], [.. texts.Select(static column => column.Position)]);
    }

    /// <summary>The source's number in the files of this log.</summary>
    public int Id { get; }

    public DecisionSource Source { get; }

    /// <summary>Numbers, booleans and timestamps of the event, then windows.</summary>
    public LoggedColumn[] Numbers { get; }

    /// <summary>The first window among the numbers.</summary>
    public int FirstWindow { get; }

    public LoggedColumn[] Texts { get; }

    public int[] NumberPositions { get; }

    public int[] TextPositions { get; }

    /// <inheritdoc/>
    public void Record(AttributeRow row, in RiskDecision decision) => _log.Record(this, row, in decision);
}
