using Risk.Events;

namespace Risk.Velocity;

/// <summary>A store of the past that can fill windowed aggregates: the embedded <c>VelocityStore</c>, or a shared one.</summary>
public interface IWindowProvider
{
    /// <summary>
    /// Prepares a set of windows: asks the layout for the keys and values it needs and for one computed number column per
    /// window (named by <see cref="WindowDefinition.Name"/>).
    /// </summary>
    /// <exception cref="RiskFormatException">A window names an attribute the schema lacks, or one of the wrong kind.</exception>
    IWindowReader Compile(IReadOnlyList<WindowDefinition> windows, AttributeLayoutBuilder layout);
}
