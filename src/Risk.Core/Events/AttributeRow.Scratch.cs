namespace Risk.Events;

/// <content>Room for texts that are made while an event is scored, behind the texts it came with.</content>
public sealed partial class AttributeRow
{
    /// <summary>Where scratch texts start now; what is rented after it can be given back by <see cref="ReleaseScratch"/>.</summary>
    internal int ScratchMark => _characterCount;

    /// <summary>
    /// Room for a text, valid until it is released or the row is cleared, even when the buffer grows meanwhile.
    /// </summary>
    internal Span<char> RentScratch(int length)
    {
        Span<char> scratch = Reserve(length);
        _characterCount += length;
        return scratch;
    }

    /// <summary>Gives back all scratch texts rented since the mark.</summary>
    internal void ReleaseScratch(int mark) => _characterCount = mark;
}
