using Xunit;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>What was recorded under one key by a process that is killed now and then: the numbers of its events, and which of them have their label.</summary>
internal sealed class RecordedKey
{
    public List<long> Numbers { get; } = [];

    public HashSet<long> Labelled { get; } = [];

    /// <summary>Forgets what did not come back: events and labels are recorded in order, so what is there is all but the newest.</summary>
    /// <param name="found">How many events came back.</param>
    /// <param name="labels">How many labels.</param>
    /// <param name="first">The first number of this life.</param>
    /// <param name="last">The last number it acknowledged.</param>
    /// <returns>How many acknowledged events are lost.</returns>
    public int Cut(int found, int labels, long first, long last)
    {
        int lost = Cut(found, Numbers.Count, last);
        long[] ofThisLife = [.. Numbers.Where(number => number >= first)];
        int sure = ofThisLife.Count(number => number + KilledRecorder.LabelDelay < last - KilledRecorder.FlushEvents);
        int possible = ofThisLife.Count(number => number + KilledRecorder.LabelDelay <= last + 1);
        Assert.InRange(labels - Labelled.Count, sure, possible);
        Labelled.UnionWith(ofThisLife.Take(labels - Labelled.Count));
        return lost;
    }

    /// <summary>Forgets what did not come back of the newest events.</summary>
    /// <param name="found">How many of them came back.</param>
    /// <param name="looked">How many were looked for.</param>
    /// <param name="last">The last number that was acknowledged.</param>
    /// <returns>How many acknowledged events are lost.</returns>
    public int Cut(int found, int looked, long last)
    {
        Assert.InRange(found, 0, looked);
        int kept = Numbers.Count - looked + found;
        int lost = Numbers.Skip(kept).Count(number => number <= last);
        Numbers.RemoveRange(kept, Numbers.Count - kept);
        return lost;
    }
}
