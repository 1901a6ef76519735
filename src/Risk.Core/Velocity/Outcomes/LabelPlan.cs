using Risk.Events;

namespace Risk.Velocity;

/// <summary>What changes in the whole store when a label becomes known. Immutable; a new one is made whenever windows are added.</summary>
internal sealed class LabelPlan
{
    private readonly EntityLabel?[] _entities;
    private readonly AttributeLayout _layout;
    private readonly int _labelPosition;

    /// <param name="entities">All entities by ordinal.</param>
    /// <param name="schema">The schema of the events.</param>
    /// <param name="label">The label.</param>
    public LabelPlan(IReadOnlyList<EntityStore> entities, EventSchema schema, string label)
    {
        var layout = new AttributeLayoutBuilder(schema);
        _labelPosition = layout.IndexOf(label);
        layout.Use(_labelPosition, AttributeUse.Number);
        _entities = [.. entities.Select(entity => entity.IdColumn < 0 || !entity.LooksAt(label) ? null : Create(entity, layout, label))];
        _layout = layout.Build();
    }

    /// <summary>Whether a condition reads other attributes too, so that it is known for the labels 0 and 1 alone.</summary>
    public bool NeedsAttributes => Array.Exists(_entities, static entity => entity is not null && Array.Exists(entity.Conditions, static condition => condition.Alone is null));

    /// <summary>How many entities there are.</summary>
    public int Count => _entities.Length;

    /// <summary>What the store keeps of the label in an entity; null for nothing.</summary>
    public EntityLabel? this[int entity] => entity < _entities.Length ? _entities[entity] : null;

    /// <summary>A row that holds the label alone.</summary>
    public AttributeRow CreateRow(double value)
    {
        AttributeRow row = _layout.CreateRow();
        row.Numbers[_labelPosition] = value;
        return row;
    }

    /// <summary>By bit: the truth of an entity's conditions over the label of a row.</summary>
    public static ulong Truths(EntityLabel entity, AttributeRow row)
    {
        ulong truths = 0;
        foreach (LabelCondition condition in entity.Conditions)
        {
            truths |= condition.Alone?.IsTrue(row) == true ? 1UL << condition.Bit : 0;
        }

        return truths;
    }

    private static EntityLabel Create(EntityStore entity, AttributeLayoutBuilder layout, string label)
    {
        List<EventCondition> conditions = [.. entity.Conditions];
        int[] columns = [.. Enumerable.Range(0, entity.Columns.Count).Where(column => entity.Columns[column] is { IsIdentity: false } value && value.Attribute == label)];
        LabelCondition[] looking =
        [
            .. from condition in conditions
               where condition.Label is null && EventCondition.LooksAt(condition.Where, label)
               select new LabelCondition(
                   conditions.IndexOf(condition),
                   conditions.IndexOf(new EventCondition(condition.Where, label, 0)),
                   conditions.IndexOf(new EventCondition(condition.Where, label, 1)),
                   ReadsOnly(condition.Where, layout.Schema, label) ? WindowCondition.Compile(condition, layout) : null),
        ];
        return new EntityLabel(entity, entity.IdColumn, columns, looking);
    }

    private static bool ReadsOnly(string where, EventSchema schema, string label)
    {
        var layout = new AttributeLayoutBuilder(schema);
        WindowCondition.Compile(new EventCondition(where), layout);
        AttributeLayout used = layout.Build();
        return Enumerable.Range(0, schema.Count).All(position => used.UseOf(position) == AttributeUse.None || schema[position].Name == label);
    }
}
