using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Risk.Internals;

/// <summary>
/// Finds the lines of problems that were found in a parsed document, whose elements no longer know where they came from: the text is read
/// once more, and only when there are problems.
/// </summary>
internal static class JsonPlaces
{
    /// <summary>The problems with the line and column of the key or element that their path names, or of the nearest part of it that is there.</summary>
    /// <param name="content">The document as UTF-8, valid JSON.</param>
    /// <param name="root">What paths call the document itself.</param>
    /// <param name="problems">Problems whose paths are as <see cref="JsonObjectReader"/> makes them; those with a line are left as they are.</param>
    public static IReadOnlyList<RiskDiagnostic> Locate(ReadOnlySpan<byte> content, string root, IReadOnlyList<RiskDiagnostic> problems)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (RiskDiagnostic problem in problems)
        {
            for (string? path = problem.Path; path is not null && wanted.Add(path);)
            {
                path = Parent(path);
            }
        }

        int mark = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        Dictionary<string, int> offsets = Offsets(content[mark..], root, wanted);
        var located = new RiskDiagnostic[problems.Count];
        for (int i = 0; i < located.Length; i++)
        {
            located[i] = problems[i].Line == 0 && Nearest(problems[i].Path, offsets) is { } offset
                ? At(problems[i], content[mark..], offset)
                : problems[i];
        }

        return located;
    }

    private static Dictionary<string, int> Offsets(ReadOnlySpan<byte> content, string root, HashSet<string> wanted)
    {
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var open = new Stack<(string Path, int NextElement)>();
        string path = root;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = $"{open.Peek().Path}.{reader.GetString()}";
                Keep(path, (int)reader.TokenStartIndex);
                continue;
            }

            if (open.TryPeek(out (string Path, int NextElement) container) && container.NextElement >= 0)
            {
                path = string.Create(CultureInfo.InvariantCulture, $"{container.Path}[{container.NextElement}]");
                open.Pop();
                open.Push((container.Path, container.NextElement + 1));
            }

            Keep(path, (int)reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return offsets;

        void Keep(string found, int offset)
        {
            if (wanted.Contains(found))
            {
                offsets.TryAdd(found, offset);
            }
        }
    }

    private static int? Nearest(string? path, Dictionary<string, int> offsets)
    {
        for (; path is not null; path = Parent(path))
        {
            if (offsets.TryGetValue(path, out int offset))
            {
                return offset;
            }
        }

        return null;
    }

    private static string? Parent(string path)
    {
        int end = path.LastIndexOfAny(['.', '[']);
        return end < 0 ? null : path[..end];
    }

    private static RiskDiagnostic At(RiskDiagnostic problem, ReadOnlySpan<byte> content, int offset)
    {
        ReadOnlySpan<byte> before = content[..offset];
        int line = before.Count((byte)'\n') + 1;
        int start = before.LastIndexOf((byte)'\n') + 1;
        return problem with { Line = line, Column = Encoding.UTF8.GetCharCount(before[start..]) + 1 };
    }
}
