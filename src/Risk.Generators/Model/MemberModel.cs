namespace Risk.Generators.Model;

/// <summary>A property that becomes an attribute, or whose own properties do.</summary>
/// <param name="Property">Its name in C#.</param>
/// <param name="Conversion">How its value gets into a row.</param>
/// <param name="IsNullable">Whether it is checked for null first; strings check themselves.</param>
/// <param name="Attribute">The attribute; null for a nested object.</param>
/// <param name="EnumType">The full name of an enum's type, else empty.</param>
/// <param name="EnumMembers">An enum's members.</param>
/// <param name="Members">A nested object's properties.</param>
internal sealed record MemberModel(
    string Property,
    Conversion Conversion,
    bool IsNullable,
    AttributeModel? Attribute,
    string EnumType,
    EquatableArray<EnumMemberModel> EnumMembers,
    EquatableArray<MemberModel> Members);
