namespace Risk.Velocity;

/// <content>Labels that arrive after their events.</content>
internal sealed partial class EntityStripe
{
    private const int StackColumns = 16;

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

    /// <summary>Writes a label into the events of its key, time and id: one, or several where one was recorded twice.</summary>
    /// <returns><see cref="OutcomeResult.Applied"/>, <see cref="OutcomeResult.AlreadyLabelled"/>, or <see cref="OutcomeResult.Expired"/> when no such event is there any more.</returns>
    public OutcomeResult RecordOutcome(in LabelledEvent labelled)
    {
        var result = OutcomeResult.Expired;
        _gate.Enter();
        try
        {
            int slot = Find(labelled.Key);
            if (slot < 0)
            {
                return result;
            }

            var history = new KeyHistory(ref _arena.Block((uint)_table[slot]), Layout);
            Span<ulong> values = Layout.Columns.Length <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[Layout.Columns.Length];
            values = values[..Layout.Columns.Length];
            for (uint sequence = history.EndOf(labelled.Time); sequence != history.Tail && history.TimeOf(sequence - 1) == labelled.Time;)
            {
                sequence--;
                if (history.ValueAt(sequence, labelled.Label.IdColumn) == labelled.Id && result != OutcomeResult.Applied)
                {
                    result = OutcomeResult.AlreadyLabelled;
                }

                if (history.ValueAt(sequence, labelled.Label.IdColumn) == labelled.Id && IsChanged(history, sequence, in labelled, values, out ulong flags))
                {
                    result = OutcomeResult.Applied;
                    history.Amend(sequence, flags, values);
                    Amended(history, sequence, flags, values);
                }
            }

            return result;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private bool IsChanged(KeyHistory history, uint sequence, in LabelledEvent labelled, Span<ulong> values, out ulong flags)
    {
        ulong before = Layout.HasFlags ? history.FlagsOf(sequence) : 0;
        flags = before;
        foreach (LabelCondition condition in labelled.Label.Conditions)
        {
            ulong truth = labelled.Value switch
            {
                0 => before >> condition.BitIfZero,
                1 => before >> condition.BitIfOne,
                _ => labelled.Truths >> condition.Bit,
            };
            flags = (flags & ~(1UL << condition.Bit)) | ((truth & 1) << condition.Bit);
        }

        for (int column = 0; column < values.Length; column++)
        {
            values[column] = history.ValueAt(sequence, column);
        }

        bool isChanged = flags != before;
        foreach (int column in labelled.Label.Columns)
        {
            ulong value = Layout.Columns[column].Of(labelled.Value);
            isChanged |= value != values[column];
            values[column] = value;
        }

        return isChanged;
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
