namespace Risk;

/// <summary>Names a property's attribute, or the text of an enum's member, in place of the name that follows from C#.</summary>
/// <param name="name">The name; <c>::key::</c> makes a property metadata.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class NameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
