namespace Risk.Velocity;

/// <content>Labels that arrive after their events.</content>
internal sealed partial class EntityStripe
{
    /// <summary>
    /// Writes a label into one event of its key and time: of those whose other values agree, the oldest that it changes.
    /// </summary>
    /// <returns>False when no event is there that it would change.</returns>
    public bool RecordOutcome(in EntityOutcome outcome)
    {
        _gate.Enter();
        try
        {
            int slot = Find(outcome.Hash);
            if (slot < 0)
            {
                return false;
            }

            var history = new KeyHistory(ref _arena.Block((uint)_table[slot]), Layout);
            int found = -1;
            for (uint sequence = history.Head; sequence != history.Tail && history.TimeOf(sequence - 1) >= outcome.Time;)
            {
                sequence--;
                if (history.TimeOf(sequence) == outcome.Time && Agrees(history, sequence, in outcome) && Changes(history, sequence, in outcome))
                {
                    found = (int)(history.Head - 1 - sequence);
                }
            }

            if (found >= 0)
            {
                Write(history, found, in outcome);
            }

            return found >= 0;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Write(KeyHistory history, int stepsBack, in EntityOutcome outcome)
    {
        uint sequence = history.Head - 1 - (uint)stepsBack;
        ulong[] values = new ulong[Layout.Columns.Length];
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = column < outcome.Values.Length && ((outcome.ChangedColumns >> column) & 1) != 0 ? outcome.Values[column] : history.ValueAt(sequence, column);
        }

        ulong flags = Layout.HasFlags ? (history.FlagsOf(sequence) & ~outcome.ChangedConditions) | (outcome.Flags & outcome.ChangedConditions) : 0;
        AmendInside(history, stepsBack, flags, values);
    }

    private bool Agrees(KeyHistory history, uint sequence, in EntityOutcome outcome)
    {
        for (int column = 0; column < outcome.Values.Length; column++)
        {
            ulong value = outcome.Values[column];
            if (((outcome.ChangedColumns >> column) & 1) == 0 && value != Layout.Columns[column].Missing && value != history.ValueAt(sequence, column))
            {
                return false;
            }
        }

        return true;
    }

    private bool Changes(KeyHistory history, uint sequence, in EntityOutcome outcome)
    {
        bool changes = Layout.HasFlags && ((history.FlagsOf(sequence) ^ outcome.Flags) & outcome.ChangedConditions) != 0;
        for (int column = 0; column < outcome.Values.Length; column++)
        {
            changes |= ((outcome.ChangedColumns >> column) & 1) != 0 && outcome.Values[column] != history.ValueAt(sequence, column);
        }

        return changes;
    }
}
