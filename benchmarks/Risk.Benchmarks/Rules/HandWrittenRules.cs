using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Risk.Events;
using Risk.Rules.Binding;

namespace Risk.Benchmarks.Rules;

/// <summary>
/// Writes rules as C# as a careful programmer would: a typed field an attribute, a method for ten rules, texts compared
/// exactly in patterns that the compiler hashes. Negations are written out so that a missing value never matches.
/// </summary>
internal static class HandWrittenRules
{
    private const int RulesPerMethod = 10;

    /// <summary>Compiles the rules of a workload.</summary>
    public static IHandWrittenRules Compile(RuleWorkload workload)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"HandWritten{workload.Rules.Rules.Count}",
            [CSharpSyntaxTree.ParseText(Source(workload))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Append(typeof(IHandWrittenRules).Assembly.Location)
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(static item => item.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Take(5)));
        }

        var rules = (IHandWrittenRules)Activator.CreateInstance(Assembly.Load(image.ToArray()).GetType("Rules")!)!;
        rules.Load([.. workload.Events]);
        return rules;
    }

    private static string Source(RuleWorkload workload)
    {
        var source = new StringBuilder("using System; public sealed class Record {\n");
        for (int i = 0; i < workload.Schema.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"public {TypeOf(workload.Schema[i])} f{i};\n");
        }

        source.Append("}\npublic sealed class Rules : Risk.Benchmarks.Rules.IHandWrittenRules {\nRecord[] _events; Func<Record, bool>[] _delegates;\n")
            .Append("public Type RecordType => typeof(Record);\n")
            .Append("public void Use(Delegate[] rules) => _delegates = Array.ConvertAll(rules, d => (Func<Record, bool>)d);\n")
            .Append("public void Load(object[][] events) { _events = Array.ConvertAll(events, v => new Record {\n");
        for (int i = 0; i < workload.Schema.Count; i++)
        {
            string type = TypeOf(workload.Schema[i]);
            source.Append(CultureInfo.InvariantCulture, $"f{i} = {(type == "double" ? $"v[{i}] is double d{i} ? d{i} : double.NaN" : type == "string" ? $"v[{i}] as string" : $"v[{i}] as bool?")},\n");
        }

        source.Append("}); }\npublic void EvaluateDelegates(int index, ulong[] matched) { Record e = _events[index]; Array.Clear(matched);\n")
            .Append("for (int i = 0; i < _delegates.Length; i++) if (_delegates[i](e)) matched[i >> 6] |= 1UL << (i & 63); }\n");
        int count = workload.Rules.Rules.Count;
        source.Append("public void Evaluate(int index, ulong[] matched) { Record e = _events[index]; Array.Clear(matched);\n");
        for (int first = 0; first < count; first += RulesPerMethod)
        {
            source.Append(CultureInfo.InvariantCulture, $"R{first}(e, matched);\n");
        }

        source.Append("}\n");
        for (int first = 0; first < count; first += RulesPerMethod)
        {
            source.Append(CultureInfo.InvariantCulture, $"static void R{first}(Record e, ulong[] matched) {{\n");
            for (int rule = first; rule < Math.Min(first + RulesPerMethod, count); rule++)
            {
                source.Append(CultureInfo.InvariantCulture, $"if ({Write(workload.Rules.Bound.Rules[rule].Condition, isTrue: true)}) matched[{rule >> 6}] |= 1UL << {rule & 63};\n");
            }

            source.Append("}\n");
        }

        return source.Append("}\n").ToString();
    }

    /// <summary>Code that holds when a condition is true, or when it is false: never for an unknown one.</summary>
    private static string Write(BoundExpression expression, bool isTrue)
    {
        switch (expression)
        {
            case BoundNot not:
                return Write(not.Operand, !isTrue);
            case BoundJunction junction:
                return "(" + string.Join(junction.IsAnd == isTrue ? " && " : " || ", junction.Operands.Select(operand => Write(operand, isTrue))) + ")";
            case BoundAttribute attribute:
                return $"e.f{attribute.Position} == {(isTrue ? "true" : "false")}";
            case BoundCall { Function.Name: "is_missing" or "exists" } call:
                bool wantsMissing = call.Function.Name == "is_missing" == isTrue;
                return call.Arguments[0].Type == BoundType.Number
                    ? $"{(wantsMissing ? "" : "!")}double.IsNaN({Value(call.Arguments[0])})"
                    : $"{Value(call.Arguments[0])} is {(wantsMissing ? "" : "not ")}null";
            case BoundMembership { Set.Texts: { } texts } membership:
                string alternatives = string.Join(" or ", texts.Select(Quote));
                return isTrue ? $"{Value(membership.Operand)} is {alternatives}" : $"({Value(membership.Operand)} is not null and not ({alternatives}))";
            case BoundComparison comparison:
                return Write(comparison, isTrue);
            default:
                throw new NotSupportedException(expression.ToString());
        }
    }

    private static string Write(BoundComparison comparison, bool isTrue)
    {
        string left = Value(comparison.Left);
        string right = Value(comparison.Right);
        bool isEquality = comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        bool wantsEqual = comparison.Operator == ComparisonOperator.Equal == isTrue;
        if (comparison.Left.Type != BoundType.Number)
        {
            string known = comparison.Right is BoundText ? $"{left} is not null" : $"{left} is not null && {right} is not null";
            return wantsEqual && comparison.Right is BoundText ? $"{left} == {right}" : $"({known} && {left} {(wantsEqual ? "==" : "!=")} {right})";
        }

        if (isEquality)
        {
            return wantsEqual ? $"{left} == {right}" : $"({left} < {right} || {left} > {right})";
        }

        string operation = comparison.Operator switch
        {
            ComparisonOperator.Less => isTrue ? "<" : ">=",
            ComparisonOperator.LessOrEqual => isTrue ? "<=" : ">",
            ComparisonOperator.Greater => isTrue ? ">" : "<=",
            _ => isTrue ? ">=" : "<",
        };
        return $"{left} {operation} {right}";
    }

    private static string Value(BoundExpression expression) => expression switch
    {
        BoundAttribute attribute => $"e.f{attribute.Position}",
        BoundNumber number => number.Value.ToString("R", CultureInfo.InvariantCulture) + "d",
        BoundText text => Quote(text.Value),
        _ => throw new NotSupportedException(expression.ToString()),
    };

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string TypeOf(AttributeDefinition attribute) => attribute.Kind switch
    {
        AttributeKind.Number => "double",
        AttributeKind.Boolean => "bool?",
        _ => "string",
    };
}
