namespace Risk.Velocity;

/// <summary>A window with the frame and aggregate that answer it.</summary>
internal sealed class PlacedWindow
{
    /// <summary>Places a window.</summary>
    /// <param name="definition">The window.</param>
    /// <param name="frame">Its stretch of time.</param>
    /// <param name="slot">Its aggregate's index in the frame; -1 when the frame's ends alone tell (plain counts, since-first, since-last).</param>
    /// <param name="column">The value column; -1 without.</param>
    /// <param name="condition">The condition's bit; -1 without.</param>
    public PlacedWindow(WindowDefinition definition, Frame frame, int slot, int column, int condition)
    {
        (Definition, Frame, Slot, Column, Condition) = (definition, frame, slot, column, condition);
        Aggregate = definition.Aggregate;
        FrameWord = frame.Word;
        SlotWord = slot < 0 ? 0 : frame.Aggregates[slot].Word;
        IncludesCurrent = definition.IncludeCurrent && frame.Lag == 0;
        Shape = IncludesCurrent ? AnswerShape.Any
            : Aggregate == WindowAggregate.Count && slot < 0 ? AnswerShape.Count
            : Aggregate == WindowAggregate.Sum ? AnswerShape.Sum
            : AnswerShape.Any;
    }

    /// <summary>Whether the frame's words are the answer as they stand.</summary>
    public AnswerShape Shape { get; }

    public WindowDefinition Definition { get; }

    public Frame Frame { get; }

    public int Slot { get; }

    public int Column { get; }

    public int Condition { get; }

    public WindowAggregate Aggregate { get; }

    /// <summary>The frame's first word, counted from the block's start.</summary>
    public int FrameWord { get; }

    /// <summary>The aggregate's first word, counted from the frame's.</summary>
    public int SlotWord { get; }

    /// <summary>Whether the event being scored counts.</summary>
    public bool IncludesCurrent { get; }
}
