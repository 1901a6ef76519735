namespace Risk.Generators.Model;

/// <summary>A member of an enum and the text that stands for it.</summary>
internal sealed record EnumMemberModel(string Member, string Text);
