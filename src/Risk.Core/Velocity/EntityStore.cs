using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// The history of all keys of one entity (a card, or a card at a merchant), spread over stripes by the hash's high bits. Windows, columns and conditions that a
/// later snapshot adds join those already there.
/// </summary>
internal sealed class EntityStore
{
    private readonly EntityStripe[] _stripes;
    private readonly int _shift;
    private readonly List<ValueColumn> _columns = [];
    private readonly List<string> _conditions = [];
    private readonly List<WindowDefinition> _windows = [];

    public EntityStore(IReadOnlyList<string> keys, int stripes, EntityStatistics statistics, MemoryBudget budget)
    {
        Keys = keys;
        Layout = CreateLayout();
        _shift = 64 - BitOperations.Log2((uint)stripes);
        _stripes = new EntityStripe[stripes];
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new EntityStripe(Layout, statistics, budget, 64 - _shift);
        }
    }

    /// <summary>The attributes that make the key.</summary>
    public IReadOnlyList<string> Keys { get; }

    public EntityLayout Layout { get; private set; }

    public IReadOnlyList<ValueColumn> Columns => _columns;

    public IReadOnlyList<string> Conditions => _conditions;

    public IReadOnlyList<EntityStripe> Stripes => _stripes;

    /// <summary>Whether a window sums an attribute or has a condition over it.</summary>
    public bool LooksAt(string attribute) =>
        _columns.Exists(column => column.Attribute == attribute) || _conditions.Exists(condition => condition.Contains(":" + attribute + ":", StringComparison.Ordinal));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EntityStripe StripeOf(ulong hash) => _stripes[_shift == 64 ? 0 : (int)(hash >> _shift)];

    /// <summary>Adds windows that are not there yet; existing history is moved into the new layout.</summary>
    /// <param name="windows">Windows over this entity's keys.</param>
    /// <returns>The index of each window, in the given order.</returns>
    public int[] Register(IReadOnlyList<WindowDefinition> windows)
    {
        int[] indexes = new int[windows.Count];
        bool added = false;
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

            if (window.Where is { } condition && !_conditions.Contains(condition))
            {
                _conditions.Add(condition);
            }
        }

        if (added)
        {
            Layout = CreateLayout();
            foreach (EntityStripe stripe in _stripes)
            {
                stripe.Migrate(Layout);
            }
        }

        return indexes;
    }

    private static bool SameWindow(WindowDefinition left, WindowDefinition right) =>
        left.Aggregate == right.Aggregate && left.Value == right.Value && left.Window == right.Window && left.Lag == right.Lag
        && left.IncludeCurrent == right.IncludeCurrent && left.Where == right.Where;

    private EntityLayout CreateLayout() => new(_columns, _conditions.Count, _windows, ColumnOf, window => window.Where is { } where ? _conditions.IndexOf(where) : -1);

    private int ColumnOf(WindowDefinition window) =>
        window.Value is null ? -1 : _columns.IndexOf(new ValueColumn(window.Value, window.Aggregate == WindowAggregate.Distinct));
}
