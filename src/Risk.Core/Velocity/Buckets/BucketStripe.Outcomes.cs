namespace Risk.Velocity;

/// <content>Labels that arrive after their events.</content>
internal sealed partial class BucketStripe
{
    /// <summary>Takes an event as it was known out of its bucket, and puts it in as it is known now.</summary>
    /// <returns>False when no event of the key fell into the bucket.</returns>
    public override bool RecordOutcome(in EntityEvent before, in EntityEvent now)
    {
        _gate.Enter();
        try
        {
            int slot = Find(now.Hash);
            if (slot < 0)
            {
                return false;
            }

            var history = new BucketHistory(ref _arena.Block((uint)_table[slot]), _layout);
            int index = history.IndexOf(_layout.Split(now.Time).Bucket);
            if (index < 0)
            {
                return false;
            }

            history.TakeBack(index, before.Flags, before.Values);
            Noted(JournalBuffer.Removal, in before);
            history.Add(index, now.Time, now.Flags, now.Values);
            Noted(JournalBuffer.Event, in now);
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void TakeBack(in EntityEvent source)
    {
        _gate.Enter();
        int slot = Find(source.Hash);
        if (slot >= 0)
        {
            var history = new BucketHistory(ref _arena.Block((uint)_table[slot]), _layout);
            int index = history.IndexOf(_layout.Split(source.Time).Bucket);
            if (index >= 0)
            {
                history.TakeBack(index, source.Flags, source.Values);
                Noted(JournalBuffer.Removal, in source);
            }
        }

        _gate.Exit();
    }
}
