using System.Globalization;
using System.Text;

namespace Risk.TestKit;

/// <summary>A short line by line difference of two texts, for messages.</summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int MostLines = 60;

    // Beyond this many cells of the table the middle is shown as replaced as a whole.
    private const long MostCells = 4_000_000;

    /// <summary>The lines that differ, each with its line number, and what stands around them.</summary>
    public static string Describe(string expected, string actual)
    {
        List<(char Mark, int Number, string Text)> edits = Edits(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        int written = 0;
        int last = -1;
        for (int i = 0; i < edits.Count; i++)
        {
            if (!IsNearChange(edits, i))
            {
                continue;
            }

            if (written == MostLines)
            {
                text.Append("  …\n");
                break;
            }

            if (last >= 0 && i > last + 1)
            {
                text.Append("  …\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{edits[i].Mark} {edits[i].Number,4}  {edits[i].Text}\n");
            last = i;
            written++;
        }

        return text.ToString().TrimEnd('\n');
    }

    private static bool IsNearChange(List<(char Mark, int Number, string Text)> edits, int index)
    {
        for (int i = Math.Max(0, index - Context); i <= Math.Min(edits.Count - 1, index + Context); i++)
        {
            if (edits[i].Mark != ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static List<(char Mark, int Number, string Text)> Edits(string[] a, string[] b)
    {
        int head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        int tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var edits = new List<(char, int, string)>();
        for (int i = 0; i < head; i++)
        {
            edits.Add((' ', i + 1, a[i]));
        }

        AddMiddle(edits, a, b, head, a.Length - tail, b.Length - tail);
        for (int i = a.Length - tail; i < a.Length; i++)
        {
            edits.Add((' ', i + 1, a[i]));
        }

        return edits;
    }

    // Longest common subsequence of a[from..aEnd] and b[from..bEnd].
    private static void AddMiddle(List<(char, int, string)> edits, string[] a, string[] b, int from, int aEnd, int bEnd)
    {
        int n = aEnd - from;
        int m = bEnd - from;
        bool table = (long)(n + 1) * (m + 1) <= MostCells;
        int[,] common = new int[table ? n + 1 : 1, table ? m + 1 : 1];
        for (int i = n - 1; table && i >= 0; i--)
        {
            for (int j = m - 1; j >= 0; j--)
            {
                common[i, j] = a[from + i] == b[from + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        int x = 0;
        int y = 0;
        while (x < n || y < m)
        {
            if (table && x < n && y < m && a[from + x] == b[from + y])
            {
                edits.Add((' ', from + x + 1, a[from + x]));
                x++;
                y++;
            }
            else if (x < n && (y == m || !table || common[x + 1, y] >= common[x, y + 1]))
            {
                edits.Add(('-', from + x + 1, a[from + x]));
                x++;
            }
            else
            {
                edits.Add(('+', from + y + 1, b[from + y]));
                y++;
            }
        }
    }
}
