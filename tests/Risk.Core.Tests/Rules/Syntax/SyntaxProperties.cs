using FsCheck.Xunit;
using Risk.Rules;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Core.Tests.Rules.Syntax;

public sealed class SyntaxProperties
{
    [Property(MaxTest = 2_000)]
    public void Parsing_what_is_printed_gives_the_same_tree(int seed)
    {
        RuleFileSyntax file = new SyntaxGenerator(seed).File();

        Assert.Equal(file, Parse(file.ToString()));
    }

    [Property(MaxTest = 2_000)]
    public void Gaps_and_comments_mean_nothing_and_formatting_keeps_them(int seed)
    {
        var generator = new SyntaxGenerator(seed);
        RuleFileSyntax file = generator.File();
        string ruffled = generator.Ruffle(file.ToString());

        Assert.Equal(file, Parse(ruffled));
        string formatted = RuleFormatter.Format(ruffled);
        Assert.Equal(file, Parse(formatted));
        Assert.Equal(Comments(ruffled), Comments(formatted));
        Assert.Equal(formatted, RuleFormatter.Format(formatted));
    }

    [Property(MaxTest = 2_000)]
    public void Equal_trees_have_equal_hashes_and_different_ones_differ(int seed)
    {
        Assert.Equal(new SyntaxGenerator(seed).Expression(4), new SyntaxGenerator(seed).Expression(4));
        Assert.Equal(new SyntaxGenerator(seed).Expression(4).GetHashCode(), new SyntaxGenerator(seed).Expression(4).GetHashCode());
        ExpressionSyntax other = new SyntaxGenerator(seed + 1).Expression(4);
        Assert.Equal(new SyntaxGenerator(seed).Expression(4).ToString() == other.ToString(), new SyntaxGenerator(seed).Expression(4).Equals(other));
    }

    private static RuleFileSyntax Parse(string source)
    {
        var text = new SourceText(source, null);
        var bag = new RuleDiagnosticBag(text, 10);
        RuleFileSyntax file = Parser.ParseFile(text, bag, RuleLimits.Default);
        Assert.True(!bag.HasErrors, $"{source}\n---\n{RuleDiagnosticRenderer.Render(bag.ToList(), source)}");
        return file;
    }

    private static List<string> Comments(string source)
    {
        var text = new SourceText(source, null);
        Lexer.Lex(text, new RuleDiagnosticBag(text, 10), out List<SourceSpan> comments);
        return [.. comments.Select(span => source.Substring(span.Start, span.Length).TrimEnd())];
    }
}
