using System.Globalization;

namespace Risk.Features.Definitions;

/// <summary>
/// One value of a categorical input as its author writes it: a text, a number, or the parts of a cross. Compares
/// as written; whether case counts is the input's matter.
/// </summary>
internal sealed class Category
{
    private Category(string? text, double number, Category[]? parts) => (Text, Number, Parts) = (text, number, parts);

    /// <summary>The text, or null when it is something else.</summary>
    public string? Text { get; }

    /// <summary>The number, when it is neither text nor parts.</summary>
    public double Number { get; }

    /// <summary>The parts of a cross, or null.</summary>
    public IReadOnlyList<Category>? Parts { get; }

    public bool IsNumber => Text is null && Parts is null;

    public static Category Of(string text) => new(text, 0, null);

    public static Category Of(double number) => new(null, number, null);

    public static Category Of(Category[] parts) => new(null, 0, parts);

    public static Category[] Of(IEnumerable<string> texts) => [.. texts.Select(Of)];

    public static Category[] Of(IEnumerable<double> numbers) => [.. numbers.Select(Of)];

    /// <summary>What follows the equals sign in the name of a one-hot feature.</summary>
    public override string ToString() =>
        Text ?? (Parts is null ? Number.ToString("R", CultureInfo.InvariantCulture) : string.Join('&', Parts));
}
