using Risk.Events;
using Risk.Velocity;

namespace Risk.Tool;

/// <summary>Labels in the order they became known, recorded by event id while a stream is replayed.</summary>
internal sealed class OutcomeStream
{
    private readonly EventStream _stream;
    private readonly StreamEvent[] _outcomes;
    private readonly AttributeRow _row;
    private readonly string[] _labels;
    private readonly long[] _results = new long[Enum.GetValues<OutcomeResult>().Length];
    private int _next;

    private OutcomeStream(EventStream stream, string[] labels)
    {
        (_stream, _labels) = (stream, labels);
        _outcomes = [.. stream.InTimeOrder(0)];
        _row = new AttributeLayoutBuilder(stream.Schema).Build().CreateRow();
    }

    /// <summary>Reads a file whose columns are the event id, the time and the labels of a spec.</summary>
    public static OutcomeStream Read(ToolContext context, string path, WindowsFile windows, string spec)
    {
        if (windows.EventIdAttribute is null)
        {
            throw new ToolException($"{spec} names no 'event_id' and no 'labels', which outcomes are recorded by.");
        }

        string[] labels = [.. windows.Labels];
        var schema = new EventSchema(
        [
            new AttributeDefinition(windows.TimeAttribute, AttributeKind.Timestamp),
            new AttributeDefinition(windows.EventIdAttribute, AttributeKind.Token),
            .. labels.Select(static label => new AttributeDefinition(label, AttributeKind.Number)),
        ]);
        return new OutcomeStream(EventStream.Read(context, path, schema), labels);
    }

    /// <summary>Records what was known at a time.</summary>
    public void RecordUpTo(double time, VelocityStore store)
    {
        for (; _next < _outcomes.Length && _outcomes[_next].Time <= time; _next++)
        {
            StreamEvent outcome = _outcomes[_next];
            outcome.Fill(_row);
            for (int label = 0; label < _labels.Length; label++)
            {
                double value = _row.GetNumber(2 + label);
                if (!double.IsNaN(value))
                {
                    _results[(int)store.RecordOutcome(outcome.Field(1), _labels[label], value)]++;
                }
            }
        }
    }

    /// <summary>Tells what became of the labels, and lists the bad lines.</summary>
    /// <returns>0 without any, else 1.</returns>
    public int Summarize(ToolContext context)
    {
        string results = string.Join(", ", Enum.GetValues<OutcomeResult>().Where(result => _results[(int)result] > 0).Select(result => FormattableString.Invariant($"{_results[(int)result]} {Words(result)}")));
        context.Error.WriteLine(FormattableString.Invariant($"outcomes: {(results.Length == 0 ? "none recorded" : results)}; {_outcomes.Length - _next} known after the last event."));
        return _stream.Summarize(context);
    }

    private static string Words(OutcomeResult result) => result switch
    {
        OutcomeResult.Applied => "applied",
        OutcomeResult.AlreadyLabelled => "known already",
        OutcomeResult.Expired => "for events that have left",
        OutcomeResult.NeedsAttributes => "neither 0 nor 1 where a condition reads other attributes too",
        _ => "for unknown events",
    };
}
