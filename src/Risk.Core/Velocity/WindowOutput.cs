namespace Risk.Velocity;

/// <summary>Where the value of a window goes.</summary>
/// <param name="Window">The window's index in the entity's layout.</param>
/// <param name="Position">The computed column's position in a row.</param>
internal readonly record struct WindowOutput(int Window, int Position);
