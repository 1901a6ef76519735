using System.Buffers;
using System.Globalization;
using System.Text;
using Risk.Events;
using Risk.Internals;
using Risk.Velocity;

namespace Risk;

/// <content>Labels that arrive later, by event id.</content>
public sealed partial class VelocityStore
{
    private const ulong LargestExactNumber = 1UL << 53;
    private const int StackPlaces = 16;
    private const int StackCharacters = 256;

    private readonly EventIndex? _index;
    private Outcomes? _outcomes;

    /// <summary>Records what became of an event, found by its id alone: a dispute, a chargeback, a confirmed fraud.</summary>
    /// <param name="eventId">What <see cref="VelocityOptions.EventIdAttribute"/> held when the event was recorded.</param>
    /// <param name="label">One of <see cref="VelocityOptions.Labels"/>.</param>
    /// <param name="value">What it is, 0 and 1 for no and yes; NaN for not known after all.</param>
    /// <returns>Whether windows over the label changed, and why not.</returns>
    /// <exception cref="InvalidOperationException">The store was made without <see cref="VelocityOptions.EventIdAttribute"/>.</exception>
    /// <exception cref="ArgumentException">The label is none of <see cref="VelocityOptions.Labels"/>.</exception>
    /// <remarks>
    /// Windows over the label are from then on as if it had been known when the event was recorded; nothing else changes. A second label replaces the first. It
    /// costs about what recording an event does; where distinct values of the label are counted, what computing the windows of the event's keys anew does. Allocations: none for 0 and 1, else a few hundred bytes. Thread safety: safe.
    /// </remarks>
    public OutcomeResult RecordOutcome(ReadOnlySpan<char> eventId, string label, double value)
    {
        Outcomes? outcomes = Check(label);
        return Record(outcomes, outcomes is null ? 0 : outcomes.HashOf(eventId), label, value);
    }

    /// <summary>Records what became of an event, found by its id as UTF-8.</summary>
    /// <inheritdoc cref="RecordOutcome(ReadOnlySpan{char}, string, double)"/>
    public OutcomeResult RecordOutcome(ReadOnlySpan<byte> utf8EventId, string label, double value)
    {
        char[]? rented = utf8EventId.Length > StackCharacters ? ArrayPool<char>.Shared.Rent(utf8EventId.Length) : null;
        Span<char> characters = rented is null ? stackalloc char[StackCharacters] : rented;
        try
        {
            return RecordOutcome(characters[..Encoding.UTF8.GetChars(utf8EventId, characters)], label, value);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Records what became of an event, found by its number. Where the id is a text it is the number's decimal digits; a number beyond 2^53 is no number attribute's.</summary>
    /// <inheritdoc cref="RecordOutcome(ReadOnlySpan{char}, string, double)"/>
    public OutcomeResult RecordOutcome(ulong eventId, string label, double value)
    {
        Outcomes? outcomes = Check(label);
        ulong id = 0;
        if (outcomes is { IsText: false })
        {
            id = eventId <= LargestExactNumber ? outcomes.HashOf(eventId) : 0;
        }
        else if (outcomes is not null)
        {
            Span<char> digits = stackalloc char[20];
            eventId.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
            id = outcomes.HashOf(digits[..length]);
        }

        return Record(outcomes, id, label, value);
    }

    /// <summary>Finds the events of restored histories by their ids again.</summary>
    internal void RestoreIds()
    {
        if (_index is null)
        {
            return;
        }

        foreach (EntityStore entity in Snapshot().OfType<EntityStore>().Where(static entity => entity.IdColumn >= 0))
        {
            foreach (EntityStripe stripe in entity.Stripes.Cast<EntityStripe>())
            {
                stripe.RestoreIds(entity.IdColumn, entity.Ordinal, _index);
            }
        }
    }

    private Outcomes? Check(string label)
    {
        if (_index is null)
        {
            throw new InvalidOperationException("The store keeps no event ids: name VelocityOptions.EventIdAttribute and Labels.");
        }

        return Options.Labels.Contains(label)
            ? Volatile.Read(ref _outcomes)
            : throw new ArgumentException($"'{label}' is none of VelocityOptions.Labels.", nameof(label));
    }

    private OutcomeResult Record(Outcomes? outcomes, ulong id, string label, double value)
    {
        OutcomeResult result = id != 0 && outcomes is not null && outcomes.Plans.TryGetValue(label, out LabelPlan? plan) ? Apply(plan, id, value) : OutcomeResult.UnknownEvent;
        if (result == OutcomeResult.Applied)
        {
            Persistence?.Recorded();
        }
        else
        {
            _statistics.CountOutcomeWithoutEvent();
        }

        return result;
    }

    private OutcomeResult Apply(LabelPlan plan, ulong id, double value)
    {
        AttributeRow? row = value is 0 or 1 ? null : plan.CreateRow(value);
        if (row is not null && plan.NeedsAttributes)
        {
            return OutcomeResult.NeedsAttributes;
        }

        Span<EventPlace> places = plan.Count <= StackPlaces ? stackalloc EventPlace[StackPlaces] : new EventPlace[plan.Count];
        int found = _index!.Find(id, places);
        var best = OutcomeResult.UnknownEvent;
        for (int i = 0; i < found; i++)
        {
            if (plan[places[i].Entity] is { } label)
            {
                var labelled = new LabelledEvent { Key = places[i].Key, Time = places[i].Time, Id = id, Label = label, Value = value, Truths = row is null ? 0 : LabelPlan.Truths(label, row) };
                OutcomeResult result = label.Entity.StripeOf(labelled.Key).RecordOutcome(in labelled);
                best = Better(best, result);
            }
        }

        return best;
    }

    private static OutcomeResult Better(OutcomeResult left, OutcomeResult right) =>
        left == OutcomeResult.Applied || right == OutcomeResult.Applied ? OutcomeResult.Applied
        : left == OutcomeResult.AlreadyLabelled || right == OutcomeResult.AlreadyLabelled ? OutcomeResult.AlreadyLabelled
        : right;

    // Held under the registration lock.
    private void PlanOutcomes(EventSchema schema)
    {
        if (_index is null || !schema.TryGet(Options.EventIdAttribute!, out AttributeDefinition? id))
        {
            return;
        }

        EntityStore[] entities = [.. _entities.Values];
        _index.Cover(entities.Select(static entity => entity.LabelSpan).DefaultIfEmpty().Max());
        string[] labels = [.. Options.Labels.Where(label => schema.TryGet(label, out _))];
        Dictionary<string, LabelPlan> plans = _outcomes is null ? [] : new(_outcomes.Plans);
        foreach (string label in labels)
        {
            plans[label] = new LabelPlan(entities, schema, label);
        }

        Volatile.Write(ref _outcomes, new Outcomes(id, plans));
    }

    private sealed class Outcomes(AttributeDefinition id, Dictionary<string, LabelPlan> plans)
    {
        public Dictionary<string, LabelPlan> Plans { get; } = plans;

        public bool IsText => id.IsText;

        // As rows hash it; an empty text is no id.
        public ulong HashOf(ReadOnlySpan<char> text)
        {
            if (id.IsText)
            {
                return text.IsEmpty ? 0 : Math.Max(id.Kind == AttributeKind.Token ? TextHash.Exact(text) : TextHash.Folded(text), 1);
            }

            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= LargestExactNumber ? HashOf(number) : 0;
        }

        public ulong HashOf(ulong number) => Math.Max(TextHash.Number(number), 1);
    }
}
