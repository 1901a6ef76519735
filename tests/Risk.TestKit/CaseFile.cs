namespace Risk.TestKit;

/// <summary>Tables of cases in text: a new case needs no C#.</summary>
/// <remarks>
/// A case is a line <c>source ⇶ expected</c>. Blank lines and lines that start with <c>#</c> are skipped. A line that starts
/// with white space continues the one before, with a line feed, and may bring the arrow.
/// </remarks>
public static class CaseFile
{
    /// <summary>What separates the source from the expected result.</summary>
    public const string Arrow = "⇶";

    /// <summary>Reads a case file.</summary>
    /// <exception cref="FormatException">A case has no arrow or more than one; names the file and line.</exception>
    public static IReadOnlyList<TextCase> Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads cases from text; <paramref name="path"/> is for messages.</summary>
    /// <exception cref="FormatException">A case has no arrow or more than one; names the file and line.</exception>
    public static IReadOnlyList<TextCase> Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = new List<(string Text, int Line)>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            if (char.IsWhiteSpace(line[0]) && blocks.Count > 0)
            {
                blocks[^1] = (blocks[^1].Text + "\n" + line.Trim(), blocks[^1].Line);
            }
            else
            {
                blocks.Add((line.Trim(), number));
            }
        }

        return blocks.ConvertAll(block => Split(block.Text, block.Line, path));
    }

    private static TextCase Split(string text, int line, string path)
    {
        string[] parts = text.Split(Arrow);
        return parts.Length == 2
            ? new TextCase(parts[0].Trim(), parts[1].Trim(), line)
            : throw new FormatException($"{path}({line}): a case is 'source {Arrow} expected', this has {parts.Length - 1} arrows: {text}");
    }
}
