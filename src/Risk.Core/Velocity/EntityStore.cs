using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Exact windows of one entity (a card, or a card at a merchant): every event that a window reaches is kept.</summary>
internal sealed class EntityStore : WindowGroup
{
    private const int EventHeaderWords = 2;

    private readonly EntityStripe[] _stripes;
    private ulong[] _words = [];
    private ulong[] _fileWords = [];

    public EntityStore(IReadOnlyList<string> keys, int stripes, EntityStatistics statistics, MemoryBudget budget)
        : base(keys, stripes)
    {
        Layout = CreateLayout();
        _stripes = new EntityStripe[stripes];
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new EntityStripe(Layout, statistics, budget, 64 - _shift);
        }
    }

    public EntityLayout Layout { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<WindowStripe> Stripes => _stripes;

    /// <inheritdoc/>
    public override long Span => Layout.Span;

    /// <inheritdoc/>
    public override object LayoutIdentity => Layout;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EntityStripe StripeOf(ulong hash) => _stripes[_shift == 64 ? 0 : (int)(hash >> _shift)];

    /// <summary>Adds windows that are not there yet; existing history is moved into the new layout.</summary>
    /// <param name="windows">Windows over this entity's keys.</param>
    /// <returns>The index of each window, in the given order.</returns>
    public int[] Register(IReadOnlyList<WindowDefinition> windows)
    {
        int[] indexes = AddWindows(windows, out bool added);
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

    /// <inheritdoc/>
    public override long RestoreKey(EntityMapping mapping, ref ByteReader section, VelocityOptions options)
    {
        ulong hash = section.UInt64();
        long incompleteUntil = section.Int64();
        int count = section.Count(EventHeaderWords * sizeof(ulong));
        int width = EventHeaderWords + mapping.Columns;
        Span<ulong> file = Scratch(ref _fileWords, EventHeaderWords + mapping.FileColumns);
        Span<ulong> words = Scratch(ref _words, count * width);
        for (int i = 0; i < count; i++)
        {
            section.UInt64s(file);
            Span<ulong> to = words.Slice(i * width, width);
            to[0] = file[0];
            to[1] = mapping.Flags(file[1]);
            mapping.Values(file[EventHeaderWords..], to[EventHeaderWords..]);
        }

        return StripeOf(hash).RestoreKey(hash, incompleteUntil, words, BitOperations.Log2((uint)options.MaximumEventsPerKey));
    }

    /// <inheritdoc/>
    public override WindowMemory MemoryOf(VelocityOptions options) => new(
        Keys, Windows.Count, 0, Layout.BlockWords(0) * sizeof(ulong), (long)Layout.BlockWords(BitOperations.Log2((uint)options.MaximumEventsPerKey)) * sizeof(ulong));

    private EntityLayout CreateLayout() => new(_columns, _conditions.Count, _windows, ColumnOf, ConditionOf);
}
