using System.CommandLine;

namespace Risk.Tool;

/// <summary>Arguments and options that several commands share.</summary>
internal static class Arguments
{
    public static Argument<string> File(string name, string description) => new(name) { Description = description };

    public static Option<string> Required(string name, string description) => new(name) { Description = description, Required = true };

    public static Option<string?> Optional(string name, string description) => new(name) { Description = description };

    public static Option<bool> Json(string description = "Print one JSON document and nothing else on standard output.") => new("--json") { Description = description };

    public static Option<string> Event() => Required("--event", "An event: a JSON object, @FILE, or - for standard input.");

    public static Option<string?> Schema() => Optional("--schema", "The event's attributes and lists as JSON. Without it the public Radar attributes are known and others are inferred.");
}
