using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// Windows over the same keys that are kept in the same way: the history of all keys, spread over stripes by the hash's high bits. Windows, columns and conditions that a
/// later snapshot adds join those already there.
/// </summary>
internal abstract class WindowGroup(IReadOnlyList<string> keys, WindowStripe[] stripes)
{
    private protected readonly List<ValueColumn> _columns = [];
    private protected readonly List<EventCondition> _conditions = [];
    private protected readonly List<WindowDefinition> _windows = [];
    private protected readonly int _shift = 64 - BitOperations.Log2((uint)stripes.Length);

    /// <summary>The attributes that make the key.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>The values of an event that its windows look at.</summary>
    public IReadOnlyList<ValueColumn> Columns => _columns;

    /// <summary>The conditions that its windows look at, by bit.</summary>
    public IReadOnlyList<EventCondition> Conditions => _conditions;

    public IReadOnlyList<WindowDefinition> Windows => _windows;

    /// <summary>The parts that the keys are spread over.</summary>
    public IReadOnlyList<WindowStripe> Stripes => stripes;

    /// <summary>The width of a bucket in microseconds; 0 when events are kept.</summary>
    public virtual long BucketWidth => 0;

    /// <summary>What a bucket keeps; empty when events are kept.</summary>
    public virtual IReadOnlyList<BucketSlot> Slots => [];

    /// <summary>Up to how many distinct values of a key are counted exactly; 0 where counters or events are kept.</summary>
    public virtual int ExactDistinctValues => 0;

    /// <summary>The longest reach of any window into the past, in microseconds.</summary>
    public abstract long Span { get; }

    /// <summary>How the history of a key lies in memory: another object once something was added.</summary>
    public abstract object LayoutIdentity { get; }

    /// <summary>Whether a window sums an attribute or has a condition over it.</summary>
    public bool LooksAt(string attribute) =>
        _columns.Exists(column => column.Attribute == attribute) || _conditions.Exists(condition => EventCondition.LooksAt(condition.Where, attribute));

    /// <summary>Puts back one key of a file.</summary>
    /// <param name="mapping">Where the file's values go.</param>
    /// <param name="section">The file, at the key.</param>
    /// <param name="options">The store's bounds.</param>
    /// <returns>How many events found room.</returns>
    public abstract long RestoreKey(EntityMapping mapping, ref ByteReader section, VelocityOptions options);

    /// <summary>What a key takes.</summary>
    public abstract WindowMemory MemoryOf(VelocityOptions options);

    /// <summary>The stripe of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowStripe StripeAt(ulong hash) => stripes[IndexOf(hash)];

    /// <summary>Adds windows that are not there yet; existing history is moved into the new layout.</summary>
    /// <param name="windows">Windows over this group's keys, and of its kind.</param>
    /// <returns>The index of each window, in the given order.</returns>
    public int[] Register(IReadOnlyList<WindowDefinition> windows)
    {
        int[] indexes = AddWindows(windows, out bool added);
        if (added)
        {
            Migrate();
        }

        return indexes;
    }

    /// <summary>Lays the windows out anew, and moves what is there.</summary>
    private protected abstract void Migrate();

    /// <summary>Adds windows that are not there yet, with their columns and conditions.</summary>
    /// <param name="windows">Windows over this group's keys.</param>
    /// <param name="added">Whether any was new.</param>
    /// <returns>The index of each window, in the given order.</returns>
    private int[] AddWindows(IReadOnlyList<WindowDefinition> windows, out bool added)
    {
        int[] indexes = new int[windows.Count];
        added = false;
        for (int i = 0; i < indexes.Length; i++)
        {
            WindowDefinition window = windows[i];
            indexes[i] = _windows.FindIndex(known => SameWindow(known, window));
            if (indexes[i] >= 0)
            {
                continue;
            }

            added = true;
            indexes[i] = _windows.Count;
            _windows.Add(window);
            if (window.Value is { } value && ColumnOf(window) < 0)
            {
                _columns.Add(new ValueColumn(value, window.Aggregate == WindowAggregate.Distinct));
            }

            foreach (EventCondition condition in ConditionsOf(window).Where(condition => !_conditions.Contains(condition)))
            {
                _conditions.Add(condition);
            }

            Added(window);
        }

        return indexes;
    }

    private protected int IndexOf(ulong hash) => _shift == 64 ? 0 : (int)(hash >> _shift);

    private protected int ColumnOf(WindowDefinition window) =>
        window.Value is null ? -1 : _columns.IndexOf(new ValueColumn(window.Value, window.Aggregate == WindowAggregate.Distinct));

    private protected int ConditionOf(WindowDefinition window) => window.Where is { } where ? _conditions.IndexOf(new EventCondition(where)) : -1;

    /// <summary>The conditions that a window needs with every event.</summary>
    private protected virtual IEnumerable<EventCondition> ConditionsOf(WindowDefinition window) => window.Where is { } where ? [new EventCondition(where)] : [];

    /// <summary>A window was added.</summary>
    private protected virtual void Added(WindowDefinition window)
    {
    }

    /// <summary>Words that are used again for the next key of a file.</summary>
    private protected static Span<ulong> Scratch(ref ulong[] words, int count)
    {
        if (words.Length < count)
        {
            words = new ulong[Math.Max(count, words.Length * 2)];
        }

        return words.AsSpan(0, count);
    }

    private static bool SameWindow(WindowDefinition left, WindowDefinition right) =>
        left.Aggregate == right.Aggregate && left.Value == right.Value && left.Window == right.Window && left.Lag == right.Lag
        && left.IncludeCurrent == right.IncludeCurrent && left.Where == right.Where && left.Buckets == right.Buckets
        && left.ExactDistinctValues == right.ExactDistinctValues;
}
