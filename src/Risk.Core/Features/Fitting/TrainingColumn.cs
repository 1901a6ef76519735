using Risk.Events;

namespace Risk.Features.Fitting;

/// <summary>The values that one attribute or window had in the events added so far.</summary>
internal abstract class TrainingColumn
{
    /// <summary>Appends the row's value.</summary>
    public abstract void Add(AttributeRow row);

    /// <summary>Puts a value into another row, whose layout has the same schema.</summary>
    public abstract void Fill(int index, AttributeRow row);
}
