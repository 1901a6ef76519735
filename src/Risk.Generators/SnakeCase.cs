using System.Text;

namespace Risk.Generators;

/// <summary>Names of attributes from names in C#, as JsonNamingPolicy.SnakeCaseLower makes them.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char unit = name[i];
            bool startsWord = i > 0 && char.IsUpper(unit)
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && builder.Length > 0 && builder[builder.Length - 1] != '_')
            {
                builder.Append('_');
            }

            builder.Append(char.ToLowerInvariant(unit));
        }

        return builder.ToString();
    }
}
