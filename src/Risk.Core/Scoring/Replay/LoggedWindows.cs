using Risk.Events;
using Risk.Velocity;

namespace Risk.Scoring.Replay;

/// <summary>Windows whose values are in the log: the reader of events has written them into the row before they are asked for.</summary>
internal sealed class LoggedWindows : IWindowProvider
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The windows that the scorer reads.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <inheritdoc/>
    public IWindowReader Compile(IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout)
    {
        foreach (WindowDefinition window in windows)
        {
            layout.AddComputed(window.Name, AttributeKind.Number);
            _names.Add(window.Name);
        }

        return new Reader(windows);
    }

    private sealed class Reader(IReadOnlyList<WindowDefinition> windows) : IWindowReader
    {
        public IReadOnlyList<WindowDefinition> Windows => windows;

        public bool Read(AttributeRow row) => true;

        public bool ReadAndRecord(AttributeRow row) => true;
    }
}
