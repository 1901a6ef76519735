using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Risk.Docs.Tests;

/// <summary>A piece of code in a document.</summary>
/// <param name="File">The document, relative to the repository.</param>
/// <param name="Line">The line its code begins at, from 1.</param>
/// <param name="Code">The code.</param>
internal sealed record CodeFence(string File, int Line, string Code)
{
    /// <summary>The pieces in a document that are marked as a language, C# unless said otherwise.</summary>
    public static IEnumerable<CodeFence> In(string file, params string[] languages)
    {
        languages = languages is [] ? ["csharp", "cs", "c#"] : languages;
        string[] lines = System.IO.File.ReadAllLines(Path.Combine(TestProject.RepositoryRoot, file));
        for (int start = 0; start < lines.Length; start++)
        {
            if (lines[start].StartsWith("```", StringComparison.Ordinal) && languages.Contains(lines[start][3..].TrimEnd()))
            {
                int end = Array.IndexOf(lines, "```", start + 1);
                yield return new CodeFence(file, start + 2, string.Join('\n', lines[(start + 1)..end]));
                start = end;
            }
        }
    }

    /// <summary>The code as a compiler wants it: what a document writes first for its reader, types for instance, may have to come last.</summary>
    public SyntaxTree ToSyntaxTree(CSharpParseOptions options)
    {
        SyntaxTree asWritten = CSharpSyntaxTree.ParseText(Code, options);
        CompilationUnitSyntax unit = asWritten.GetCompilationUnitRoot();
        IEnumerable<SyntaxNode> statements = unit.Members.Where(static member => member is GlobalStatementSyntax);
        IEnumerable<SyntaxNode> types = unit.Members.Where(static member => member is not GlobalStatementSyntax);
        IEnumerable<string> parts = unit.Usings.Concat(statements).Concat(types).Select(node =>
            $"#line {Line + asWritten.GetLineSpan(node.FullSpan).StartLinePosition.Line} \"{File}\"\n{node.ToFullString()}\n");
        return CSharpSyntaxTree.ParseText(string.Concat(parts), options, File);
    }
}
