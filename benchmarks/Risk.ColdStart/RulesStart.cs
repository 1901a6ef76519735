using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Rules;

namespace Risk.ColdStart;

/// <summary>A first load of rules, and the first event they see.</summary>
internal static class RulesStart
{
    public static void Run(string source, byte[] schemaText)
    {
        var marks = new Marks();
        Load(source, schemaText, marks);
        marks.Print();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load(string source, byte[] schemaText, Marks marks)
    {
        EventSchema schema = EventSchemaFile.Parse(schemaText).Schema;
        marks.Add("schema");
        RuleSet rules = RuleSet.Parse(source, schema);
        marks.Add("rule set");
        RuleEvaluator evaluator = rules.CreateEvaluator();
        marks.Add("evaluator");
        AttributeRow row = evaluator.CreateRow();
        evaluator.Evaluate(row, evaluator.CreateMatches());
        marks.Add("first event");
        RuleSet.Parse(source, schema).CreateEvaluator();
        marks.Add("second load");
    }
}
