namespace Risk.Generators.Model;

/// <summary>What the parser made of a marked type: a model, or diagnostics that say why not.</summary>
internal sealed record ParseResult(EventModel? Model, EquatableArray<DiagnosticModel> Diagnostics);
