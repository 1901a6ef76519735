using Risk.Events;

namespace Risk.Rules.Evaluation;

/// <summary>Which attribute says when an event happened.</summary>
internal static class EventTime
{
    /// <summary>The names an event's time is known by, the preferred one first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["timestamp", "event_time", "created_at", "time"];

    /// <summary>
    /// The position of the timestamp named <c>timestamp</c>, <c>event_time</c>, <c>created_at</c> or <c>time</c>, in that order
    /// of preference; else of the only timestamp; else -1.
    /// </summary>
    public static int PositionIn(EventSchema schema)
    {
        foreach (string name in Names)
        {
            int position = schema.IndexOf(name);
            if (position >= 0 && schema[position].Kind == AttributeKind.Timestamp)
            {
                return position;
            }
        }

        int only = -1;
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i].Kind == AttributeKind.Timestamp)
            {
                only = only == -1 ? i : -2;
            }
        }

        return Math.Max(only, -1);
    }
}
