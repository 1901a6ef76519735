using System.Diagnostics;
using System.Text;
using Risk.Core.Tests.Rules.Diagnostics;
using Risk.Rules;

namespace Risk.Core.Tests.Rules.Syntax;

/// <summary>Sources that mean harm, or that a machine wrote: an error or a result in bounded time, never a crash.</summary>
public sealed class RobustnessTests
{
    private const int Mebi = 1 << 20;

    // Far above what any case takes on a busy machine, and far below what a quadratic one would.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Repeated { get; } =
    [
        "(", ")", "not ", "!", "-(", "- ", "[", "{", ":", "::", "'", "''", "\"", "“", "«", "«,", "`", "@", "a(", "lower(", "f(1,", "=", "< ", "==", "&", "|", "and ", "or ",
        "#", "#\n", "--\n", "//\n", "/*", "/* ", "1", "1 ", "1,", "1h", "1_", "1.5x ", "$", "%", "% ", "^", "?", "? \n", "\0", "\uFEFF", "\u200B", "\t", "\r", "\n", ";", ",",
        "a", "a ", "a:", "a: ", "a:\n", "a.b", "a-", ":a ", ":a", ":a b", ":a:", "::a", "::a: ", "::a:: ", "'a ", "'a,", "'a\\'b ", "'a'b", "a: Block if ", "Block ", "Block if ", "Block if (",
        "\0a", "\0 ", "\0\n", "a\0:", ":\0", "'\0'\n", "::\0::", "a\uFEFFb ", "\uFEFF\n", "1-", "1-1:", "a-a:", "1.1.", "1 100 100 ", "100,", "+1", "*1", "a: #\n", "not a-",
        "Block 10% by ", "Score +", "Request ", "Request 3", "list ", "list @a = (", "list @a = ('a')\n", "define ", "define :a: = ", "shadow ", "because ", "reason 'x' ", "true and ", "not in ",
        "true is ", "x is null ", "1 < ", "1 between 2 and ", "1 in (", "is null ", "Blok if true\n", "Block if :x:\n", "-- ", "- -", "null ", ":x: and not in ", "日", "👍", "e\u0301", "\u202e",
    ];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void A_long_run_of_anything(string piece) => AssertBounded(Repeat(piece, IsLongRun ? Mebi : Mebi / 16), MistakeTests.Options);

    [Fact]
    public void A_mebibyte_of_halves_of_characters()
    {
        AssertBounded(Repeat("\ud800", Mebi), MistakeTests.Options);
        AssertBounded(Repeat("\udc00 a", Mebi), MistakeTests.Options);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("-(")]
    [InlineData("+1")]
    [InlineData("a-")]
    [InlineData("1-")]
    [InlineData("1 100 100 ")]
    [InlineData("\0a")]
    [InlineData("\0\n")]
    [InlineData("\uFEFFa ")]
    [InlineData("'")]
    [InlineData("a:\n")]
    [InlineData("Blok if true\n")]
    public void A_mebibyte_of_what_is_dearest(string piece) => AssertBounded(Repeat(piece, Mebi), MistakeTests.Options);

    [Fact]
    public void A_name_of_many_parts_before_a_long_gap_is_read_once()
    {
        string gap = new(' ', Mebi / 2);

        AssertBounded($"Block if {Repeat("1-", Mebi / 4)}1:{gap}", MistakeTests.Options);
        AssertBounded($"Block if {Repeat("a-", Mebi / 4)}a:{gap.Replace(' ', '\n')}", MistakeTests.Options);
    }

    [Theory]
    [InlineData("\0\n")]
    [InlineData("Block if :card_bin: = 'a\0b'\n")]
    [InlineData("Block if :card_bin: = '\ud83d'\n")]
    public void Tens_of_thousands_of_forbidden_characters_are_counted_rather_than_described(string piece)
    {
        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded(string.Concat(Enumerable.Repeat(piece, 30_000)), null);

        Assert.Equal(1_001, diagnostics.Count);
        Assert.Equal("there are 29,000 more problems like these", diagnostics[^1].Message);
    }

    [Theory]
    [InlineData("reason 'x' 3d:\nBlock if true")]
    [InlineData("because 'x'   3d: # why\n\nBlock if true")]
    [InlineData("and :is_recurring: a-1: -- why\nBlock if true")]
    public void A_label_may_stand_on_the_line_of_the_rule_before(string rest)
    {
        RuleSet rules = RuleSet.Parse("Review if :is_wallet: " + rest);

        Assert.Equal(2, rules.Rules.Count);
        Assert.Equal(rest.Contains("3d", StringComparison.Ordinal) ? "3d" : "a-1", rules.Rules[1].Id);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("'")]
    public void A_line_of_ten_megabytes_is_refused_at_once(string piece)
    {
        string source = string.Concat(Enumerable.Repeat(piece, 10_000_000));

        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded(source, null);

        Assert.Equal("RR001", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_read_where_that_is_allowed()
    {
        string source = "Block if " + string.Join(" or ", Enumerable.Repeat(":amount_in_usd: > 5 and :card_country: = 'US'", 200_000));

        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded(source, new RuleSetOptions { Limits = new RuleLimits { SourceLength = 11_000_000 } });

        Assert.Equal("RR005", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void A_hundred_thousand_rules_load_and_one_more_does_not()
    {
        var options = new RuleSetOptions { Limits = new RuleLimits { SourceLength = int.MaxValue } };
        string source = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"r{i}: Block if :amount_in_usd: > {i} and :card_country: = 'US'\n"));

        Assert.Empty(AssertBounded(source, options));
        Assert.Equal("RR002", Assert.Single(AssertBounded(source + "last: Block if true", options)).Code);
    }

    [Fact]
    public void A_million_list_items_load_and_one_more_does_not()
    {
        var options = new RuleSetOptions { Limits = new RuleLimits { SourceLength = int.MaxValue } };
        string items = string.Join(", ", Enumerable.Range(0, 1_000_000).Select(i => $"'{i}'"));

        Assert.Empty(AssertBounded($"list @a = ({items})\nBlock if :card_bin: in @a", options));
        Assert.Equal("RR004", Assert.Single(AssertBounded($"list @a = ({items}, 'x')\nBlock if :card_bin: in @a", options)).Code);
    }

    [Fact]
    public void List_files_count_too()
    {
        var options = new RuleSetOptions
        {
            Limits = new RuleLimits { ListItems = 1_000 },
            OpenFile = name => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, int.Parse(name, System.Globalization.CultureInfo.InvariantCulture))))),
        };

        Assert.Empty(AssertBounded("list @a from '600'\nBlock if :card_bin: in @a", options));
        Assert.Equal("RR004", Assert.Single(AssertBounded("list @a from '600'\nlist @b from '401'\nBlock if :card_bin: in @a or :card_bin: in @b", options)).Code);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_is_bounded(int depth, bool loads)
    {
        string source = $"Block if {new string('(', depth)}:is_recurring:{new string(')', depth)}";

        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded(source, null);

        Assert.Equal(loads ? [] : ["RR003"], diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void The_deepest_nesting_that_may_be_allowed_fits_a_small_stack()
    {
        const int depth = 1_000;
        string chain = string.Concat(Enumerable.Repeat("+1", 3_000));
        string source = $"Block if {string.Concat(Enumerable.Repeat("-(", depth / 2 - 1))}:amount_in_usd:{chain}{new string(')', depth / 2 - 1)} > 5 and {string.Concat(Enumerable.Repeat("not ", depth - 1))}true";
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    RuleSet rules = RuleSet.Parse(source, null, new RuleSetOptions { Limits = new RuleLimits { Nesting = depth } });
                    RuleEvaluator evaluator = rules.CreateEvaluator(explain: true);
                    evaluator.Evaluate(evaluator.CreateRow(), evaluator.CreateMatches());
                    Assert.Single(evaluator.Explain(evaluator.CreateRow()).Rules);
                    Assert.Equal(rules.Syntax, RuleSet.Parse(rules.ToString(), null, new RuleSetOptions { Limits = new RuleLimits { Nesting = depth } }).Syntax);
                }
                catch (Exception problem)
                {
                    failure = problem;
                }
            },
            1_536 * 1_024);
        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    [Fact]
    public void Arithmetic_is_bounded()
    {
        string Sum(int terms) => $"Block if {string.Join(" + ", Enumerable.Repeat(":amount_in_usd:", terms))} > 5";

        Assert.Empty(AssertBounded(Sum(200), null));
        Assert.Equal("RR003", Assert.Single(AssertBounded(Sum(10_000), null)).Code);
    }

    [Fact]
    public void Defines_that_double_are_refused()
    {
        var builder = new StringBuilder("define :a0: = :is_recurring: and :is_wallet:\n");
        for (int i = 1; i < 60; i++)
        {
            builder.Append($"define :a{i}: = not (:a{i - 1}: and :a{i - 1}:) or :is_wallet:\n");
        }

        builder.Append("Block if :a59:\n");

        Assert.Contains(AssertBounded(builder.ToString(), null), d => d.Code == "RR005");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chains_of_defines_are_bounded_in_either_order(bool backwards)
    {
        const int count = 20_000;
        string[] lines = [.. Enumerable.Range(0, count).Select(i => i == 0 ? "define :a0: = :is_wallet:" : $"define :a{i}: = not :a{i - 1}:")];
        if (backwards)
        {
            Array.Reverse(lines);
        }

        Assert.Contains(AssertBounded(string.Join('\n', lines) + $"\nBlock if :a{count - 1}:", null), d => d.Code == "RR003");
    }

    [Fact]
    public void Many_large_defines_are_bounded_in_total()
    {
        string define = "define :a: = " + string.Join(" and ", Enumerable.Repeat(":is_wallet:", 10_000)) + "\n";
        string rules = string.Concat(Enumerable.Repeat("Block if :a:\n", 10_000));

        Assert.Contains(AssertBounded(define + rules, null), d => d.Code == "RR005");
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)x")]
    public void Patterns_that_backtrack_elsewhere_run_in_linear_time(string pattern)
    {
        RuleSet rules = RuleSet.Parse($"Block if :email: matches '{pattern}'");
        RuleEvaluator evaluator = rules.CreateEvaluator();
        Risk.Events.AttributeRow row = evaluator.CreateRow();
        row.SetText(row.Layout.Columns.IndexOf("email"), new string('a', 50_000) + "c");
        var watch = Stopwatch.StartNew();

        evaluator.Evaluate(row, evaluator.CreateMatches());

        Assert.True(watch.Elapsed < Hang);
    }

    [Theory]
    [InlineData("(a{1000}){1000}")]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("[a-z]{99999}")]
    [InlineData("(a{2}){2}{9999}{9999}")]
    [InlineData("\\w{0,5000}\\w{0,5000}")]
    public void Patterns_too_large_to_build_are_refused(string pattern)
    {
        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded($"Block if :email: matches '{pattern}'", null);

        Assert.Equal("RR067", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Problems_are_bounded_and_counted()
    {
        string source = string.Concat(Enumerable.Repeat("Blok if :nothing: == null\n", 5_000));

        IReadOnlyList<RiskDiagnostic> diagnostics = AssertBounded(source, MistakeTests.Options);

        Assert.Equal(1_001, diagnostics.Count);
        Assert.Equal("RR006", diagnostics[^1].Code);
    }

    [Theory]
    [InlineData("\uFEFFBlock if true", 1)]
    [InlineData("Block if true\rBlock if true", 2)]
    [InlineData("Block if true\r\nBlock if true\r\n", 2)]
    [InlineData("\r\n\r\nBlock\r\nif\r\ntrue", 1)]
    [InlineData("Block if :card_brand: = '\ud83d\udc4d'", 1)]
    public void Marks_and_line_ends_of_all_systems_are_read(string source, int rules) => Assert.Equal(rules, RuleSet.Parse(source).Rules.Count);

    [Theory]
    [InlineData("Block if :card_brand: = 'a\ud83d'")]
    [InlineData("Block if :card_brand: = '\udc4da'")]
    [InlineData("Block if :card_brand: = 'a\0'")]
    [InlineData("Block if ::a\0b:: = 'a'")]
    [InlineData("Block if true\ud83d")]
    public void Broken_characters_are_errors(string source) => Assert.Contains(AssertBounded(source, null), d => d.Code == "RR008");

    [Fact]
    public void Mutilated_rules_never_crash()
    {
        string folder = Path.Combine(TestProject.DirectoryOf(typeof(RobustnessTests).Assembly), "Rules/Diagnostics/Mistakes");
        string corpus = string.Concat(Directory.EnumerateFiles(folder, "*.rules").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        int rounds = IsLongRun ? 200_000 : 3_000;
        var random = new Random(20_261_122);
        for (int round = 0; round < rounds; round++)
        {
            AssertBounded(Mutilate(corpus, random), MistakeTests.Options);
        }
    }

    private static bool IsLongRun => Environment.GetEnvironmentVariable("RISK_LONG_TESTS") == "1";

    private static string Repeat(string piece, int length)
    {
        var builder = new StringBuilder("Block if ", length);
        while (builder.Length + piece.Length <= length)
        {
            builder.Append(piece);
        }

        return builder.ToString();
    }

    private static string Mutilate(string corpus, Random random)
    {
        int start = random.Next(corpus.Length);
        var builder = new StringBuilder(corpus, start, Math.Min(random.Next(1, 400), corpus.Length - start), 1_000);
        int changes = random.Next(0, 8);
        for (int i = 0; i < changes && builder.Length > 1; i++)
        {
            int position = random.Next(builder.Length);
            switch (random.Next(4))
            {
                case 0:
                    builder.Remove(position, Math.Min(random.Next(1, 6), builder.Length - position));
                    break;
                case 1:
                    builder.Insert(position, corpus[random.Next(corpus.Length)]);
                    break;
                case 2:
                    builder[position] = (char)random.Next(0, 0x10000);
                    break;
                default:
                    int from = random.Next(corpus.Length);
                    builder.Insert(position, corpus.AsSpan(from, Math.Min(random.Next(1, 40), corpus.Length - from)));
                    break;
            }
        }

        return builder.ToString();
    }

    private static IReadOnlyList<RiskDiagnostic> AssertBounded(string source, RuleSetOptions? options)
    {
        var watch = Stopwatch.StartNew();
        bool loads = RuleSet.TryParse(source, options is null || options.Lists is null ? null : MistakeTests.Schema, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics);

        Assert.True(watch.Elapsed < Hang, $"It took {watch.Elapsed}.");
        Assert.Equal(loads, diagnostics.All(d => d.Severity != DiagnosticSeverity.Error));
        Assert.All(diagnostics.Take(50), d => Assert.True(d.Code == "RR006" || (d.Line >= 1 && d.Column >= 1 && d.EndColumn > d.Column), d.ToString()));
        if (source.Length <= Mebi)
        {
            Assert.NotEmpty(RuleDiagnosticRenderer.Render(diagnostics, source) + "x");
            if (rules is not null)
            {
                Assert.Equal(rules.Syntax, RuleSet.Parse(rules.ToString(), rules.Schema, options).Syntax);
            }
        }

        return diagnostics;
    }
}
