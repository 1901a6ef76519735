using System.Text.Json;
using Risk.Events;

namespace Risk.Scoring.Replay;

/// <summary>
/// Reads logged decisions as events: attributes, windows as they stood, and what the first reader had noticed. Scorers of logged decisions read their windows from
/// <see cref="LoggedWindows"/>.
/// </summary>
/// <param name="schema">The attributes that the scorer takes.</param>
internal sealed class LoggedEventReader(EventSchema schema) : IEventReader<LoggedDecision>
{
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _otherKind = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public EventSchema Schema { get; } = schema;

    /// <summary>Logged attributes that the scorer does not take.</summary>
    public IReadOnlyCollection<string> UnknownAttributes => _unknown;

    /// <summary>Logged attributes that the scorer takes as another kind, and so as missing.</summary>
    public IReadOnlyCollection<string> OtherKindAttributes => _otherKind;

    /// <inheritdoc/>
    public void Read(in LoggedDecision source, AttributeRow row)
    {
        row.AddFlags(source.EventFlags | (source.Flags & DecisionFlags.WindowsTruncated));
        foreach (JsonProperty attribute in source.Event.EnumerateObject())
        {
            int position = Schema.IndexOf(attribute.Name);
            if (position < 0)
            {
                _unknown.Add(attribute.Name);
            }
            else if (!LoggedValues.TrySet(row, position, Schema[position].Kind, attribute.Value))
            {
                _otherKind.Add(attribute.Name);
            }
        }

        if (source.Windows.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty window in source.Windows.EnumerateObject())
        {
            int position = row.Layout.Columns.IndexOf(window.Name);
            if (position >= 0)
            {
                LoggedValues.TrySet(row, position, AttributeKind.Number, window.Value);
            }
        }
    }
}
