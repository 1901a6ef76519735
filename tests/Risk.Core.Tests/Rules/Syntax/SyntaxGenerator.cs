using Risk.Rules;
using Risk.Rules.Binding;
using Risk.Rules.Syntax;

namespace Risk.Core.Tests.Rules.Syntax;

/// <summary>Random trees in the form the parser gives: any shape the grammar allows, whether or not its types agree.</summary>
internal sealed class SyntaxGenerator(int seed)
{
    private const string NameStart = "abcxyzABC_0123";
    private const string TextCharacters = "abz '%#-:=<>()@,;\\\"“–日本👍é\tß.";
    private static readonly string[] Words = ["and", "block", "if", "not", "in", "x", "amount_in_usd", "3d", "1h", "list", "a-b", "a.b", "5", "null"];

    private readonly Random _random = new(seed);

    public RuleFileSyntax File()
    {
        var items = new List<ItemSyntax>();
        int count = _random.Next(0, 6);
        for (int i = 0; i < count; i++)
        {
            items.Add(_random.Next(5) switch
            {
                0 => new ListSyntax(Name(), Items(), null, SourceSpan.None, SourceSpan.None),
                1 => new ListSyntax(Name(), [], new TextSyntax(TextValue(), SourceSpan.None), SourceSpan.None, SourceSpan.None),
                2 => new DefineSyntax(new AttributeSyntax(Name(), IsMetadata: false, SourceSpan.None), Expression(3), SourceSpan.None),
                _ => Rule(),
            });
        }

        return new RuleFileSyntax(new SyntaxList<ItemSyntax>([.. items]));
    }

    public ExpressionSyntax Expression(int depth)
    {
        SourceSpan none = SourceSpan.None;
        if (depth == 0)
        {
            return _random.Next(6) switch
            {
                0 => Number(),
                1 => new DurationSyntax(_random.Next(0, 10_000), "smhd"[_random.Next(4)], none),
                2 => new TextSyntax(TextValue(), none),
                3 => new TruthSyntax(Flip(), none),
                4 => new AttributeSyntax(Key(), IsMetadata: true, none),
                _ => new AttributeSyntax(Name(), IsMetadata: false, none),
            };
        }

        ExpressionSyntax Child() => Expression(_random.Next(depth));
        switch (_random.Next(10))
        {
            case 0:
                ExpressionSyntax operand = Child();
                return operand is NumberSyntax { Value: var value } && !double.IsNegative(value) ? new NumberSyntax(-value, none) : new NegateSyntax(operand, none);
            case 1:
                return new ArithmeticSyntax((ArithmeticOperator)_random.Next(5), Child(), Child(), none);
            case 2:
                return new ComparisonSyntax((ComparisonOperator)_random.Next(6), Child(), Child(), none);
            case 3:
                return new MembershipSyntax(Child(), Flip(), Items(), null, none, none);
            case 4:
                return new MembershipSyntax(Child(), Flip(), [], Name(), none, none);
            case 5:
                return new TextMatchSyntax((TextMatchOperator)_random.Next(5), Child(), Flip(), new TextSyntax(TextValue(), none), none);
            case 6:
                return new BetweenSyntax(Child(), Flip(), Child(), Child(), none);
            case 7:
                return new NotSyntax(Child(), none);
            case 8:
                var arguments = new ExpressionSyntax[_random.Next(4)];
                for (int i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = Child();
                }

                return new CallSyntax(_random.Next(3) switch { 0 => "is_missing", 1 => "count", _ => "f2" }, new SyntaxList<ExpressionSyntax>(arguments), none);
            default:
                var operands = new ExpressionSyntax[_random.Next(2, 5)];
                for (int i = 0; i < operands.Length; i++)
                {
                    operands[i] = Child();
                }

                return JunctionSyntax.Of(Flip(), operands);
        }
    }

    /// <summary>The text with its gaps made ragged: white space, line ends and comments, which mean nothing.</summary>
    public string Ruffle(string text)
    {
        var builder = new System.Text.StringBuilder();
        bool inText = false;
        bool inMetadata = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            inText ^= c == '\'' && !inMetadata;
            if (!inText && c == ':' && i + 1 < text.Length && text[i + 1] == ':')
            {
                inMetadata = !inMetadata;
                builder.Append("::");
                i++;
                continue;
            }

            if (inText || inMetadata || c is not (' ' or '\n'))
            {
                builder.Append(c);
                continue;
            }

            builder.Append(_random.Next(8) switch
            {
                0 => "\n  ",
                1 => "\r\n\r\n\t",
                2 => " # it's a 'comment' :x: -- (\n",
                3 => "\t-- and Block if\r",
                4 => "\u00A0 ",
                _ => c == '\n' && Flip() ? ";\n" : c.ToString(),
            });
        }

        return builder.ToString();
    }

    private RuleSyntax Rule()
    {
        var action = (RuleAction)_random.Next(5);
        bool hasShare = _random.Next(4) == 0;
        return new RuleSyntax(Flip() ? Label() : null, action, Expression(4), SourceSpan.None)
        {
            IsShadow = _random.Next(4) == 0,
            Points = action == RuleAction.Score ? Number().Value : 0,
            Share = hasShare ? _random.Next(1, 10_001) : null,
            ShareKey = hasShare ? new AttributeSyntax(Name(), IsMetadata: false, SourceSpan.None) : null,
            Because = Flip() ? TextValue() : null,
            Reason = _random.Next(3) == 0 ? TextValue() : null,
        };
    }

    private SyntaxList<ExpressionSyntax> Items()
    {
        var items = new ExpressionSyntax[_random.Next(1, 5)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Flip() ? Number() : new TextSyntax(TextValue(), SourceSpan.None);
        }

        return new SyntaxList<ExpressionSyntax>(items);
    }

    private NumberSyntax Number() => new(
        _random.Next(5) switch
        {
            0 => _random.Next(-100, 1000),
            1 => _random.Next(0, 100_000) / 100.0,
            2 => BitConverter.Int64BitsToDouble(_random.NextInt64()) is var value && double.IsFinite(value) ? value : 0.1,
            3 => 9_007_199_254_740_993,
            _ => double.Epsilon,
        },
        SourceSpan.None);

    private bool Flip() => _random.Next(2) == 0;

    private string Name() => Flip() ? Words[_random.Next(Words.Length)] : Characters(NameStart, 1, 8);

    private string Label()
    {
        string label = Name();
        return Keywords.KindOf(label) == TokenKind.Word ? label : label + "-1";
    }

    private string Key() => _random.Next(3) switch
    {
        0 => Characters(NameStart, 1, 6),
        1 => $"{Characters(NameStart, 1, 4)} {Characters(NameStart, 1, 4)}",
        _ => $"{Characters(NameStart, 1, 4)}:{Characters(NameStart, 1, 4)}",
    };

    private string TextValue()
    {
        string text = Characters(TextCharacters, 0, 10);
        var builder = new System.Text.StringBuilder();
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            builder.Append(rune.Value == 0xFFFD ? "y" : rune.ToString());
        }

        return builder.ToString();
    }

    private string Characters(string from, int least, int most)
    {
        int length = _random.Next(least, most + 1);
        return string.Create(length, (from, _random), static (span, state) =>
        {
            foreach (ref char c in span)
            {
                c = state.from[state._random.Next(state.from.Length)];
            }
        });
    }
}
