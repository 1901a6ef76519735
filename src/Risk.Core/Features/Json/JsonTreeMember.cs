using Risk.Features.Definitions;

namespace Risk.Features.Json;

/// <summary>A member of a JSON object.</summary>
internal sealed record JsonTreeMember(string Name, SourceRange NameRange, JsonTreeNode Value);
