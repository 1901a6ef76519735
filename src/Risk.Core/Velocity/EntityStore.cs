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
    private readonly List<EventCondition> _conditions = [];
    private readonly List<WindowDefinition> _windows = [];
    private readonly VelocityOptions _options;

    /// <param name="keys">The attributes that make the key.</param>
    /// <param name="ordinal">How many entities the store had before.</param>
    /// <param name="stripes">How many parts the keys are spread over.</param>
    /// <param name="options">The store's options.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    public EntityStore(IReadOnlyList<string> keys, int ordinal, int stripes, VelocityOptions options, EntityStatistics statistics, MemoryBudget budget)
    {
        (Keys, Ordinal, _options) = (keys, ordinal, options);
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

    /// <summary>Which of the store's entities this is.</summary>
    public int Ordinal { get; }

    public EntityLayout Layout { get; private set; }

    public IReadOnlyList<ValueColumn> Columns => _columns;

    public IReadOnlyList<EventCondition> Conditions => _conditions;

    /// <summary>The column of the event's id; -1 while no window looks at a label that is recorded by id.</summary>
    public int IdColumn => _columns.FindIndex(static column => column.IsIdentity);

    /// <summary>How far back a window reaches that looks at a label recorded by id, in microseconds.</summary>
    public long LabelSpan => _windows.Where(window => LooksAtLabel(window, _options)).Select(static window => (long)(window.Window + window.Lag).TotalMicroseconds).DefaultIfEmpty().Max();

    public IReadOnlyList<EntityStripe> Stripes => _stripes;

    /// <summary>Whether a window sums an attribute or has a condition over it.</summary>
    public bool LooksAt(string attribute) =>
        _columns.Exists(column => column.Attribute == attribute) || _conditions.Exists(condition => EventCondition.LooksAt(condition.Where, attribute));

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

            foreach (EventCondition condition in ConditionsOf(window, _options).Where(condition => !_conditions.Contains(condition)))
            {
                _conditions.Add(condition);
            }

            if (LooksAtLabel(window, _options) && IdColumn < 0)
            {
                _columns.Add(new ValueColumn(_options.EventIdAttribute!, IsHash: true, IsIdentity: true));
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

    /// <summary>How many columns and conditions an entity would have with windows that may not be there yet.</summary>
    public static (int Columns, int Conditions) CountWith(EntityStore? known, IReadOnlyList<WindowDefinition> windows, VelocityOptions options) => (
        windows.Where(static window => window.Value is not null).Select(static window => new ValueColumn(window.Value!, window.Aggregate == WindowAggregate.Distinct))
            .Union(known?._columns.Where(static column => !column.IsIdentity) ?? []).Count() + (options.Labels.Count > 0 ? 1 : 0),
        windows.SelectMany(window => ConditionsOf(window, options)).Union(known?._conditions ?? []).Count());

    /// <summary>Whether a window sums a label or has a condition over one.</summary>
    public static bool LooksAtLabel(WindowDefinition window, VelocityOptions options) =>
        options.Labels.Any(label => window.Value == label || (window.Where is { } where && EventCondition.LooksAt(where, label)));

    // A condition over a label is kept as it would be for either label too: who knows the id alone knows no other attribute.
    private static IEnumerable<EventCondition> ConditionsOf(WindowDefinition window, VelocityOptions options) => window.Where is not { } where
        ? []
        : options.Labels.Where(label => EventCondition.LooksAt(where, label)).SelectMany(label => new[] { new EventCondition(where, label, 0), new EventCondition(where, label, 1) })
            .Prepend(new EventCondition(where));

    private static bool SameWindow(WindowDefinition left, WindowDefinition right) =>
        left.Aggregate == right.Aggregate && left.Value == right.Value && left.Window == right.Window && left.Lag == right.Lag
        && left.IncludeCurrent == right.IncludeCurrent && left.Where == right.Where;

    private EntityLayout CreateLayout() => new(_columns, _conditions.Count, _windows, ColumnOf, window => window.Where is { } where ? _conditions.IndexOf(new EventCondition(where)) : -1);

    private int ColumnOf(WindowDefinition window) =>
        window.Value is null ? -1 : _columns.IndexOf(new ValueColumn(window.Value, window.Aggregate == WindowAggregate.Distinct));
}
