using System.Diagnostics;
using System.Globalization;
using Risk.Events;

namespace Risk.Benchmarks.Rules;

/// <summary>Times the first load of rules in a process that has loaded nothing before: <c>Risk.Benchmarks rules-cold FILE SCHEMA</c>.</summary>
internal static class ColdLoad
{
    private const int Usage = 2;
    private const int Repetitions = 100;

    public static int Run(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks rules-cold FILE.rules SCHEMA.json");
            return Usage;
        }

        string source = File.ReadAllText(args[0]);
        EventSchema schema = EventSchemaFile.Load(args[1]).Schema;
        long start = Stopwatch.GetTimestamp();
        RuleSet rules = RuleSet.Parse(source, schema, RuleWorkload.Options);
        TimeSpan parse = Stopwatch.GetElapsedTime(start);
        long planStart = Stopwatch.GetTimestamp();
        rules.CreateEvaluator();
        TimeSpan plan = Stopwatch.GetElapsedTime(planStart);
        TimeSpan warm = TimeSpan.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            start = Stopwatch.GetTimestamp();
            RuleSet.Parse(source, schema, RuleWorkload.Options).CreateEvaluator();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            warm = taken < warm ? taken : warm;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rules.Rules.Count} rules: first parse {parse.TotalMilliseconds:0.0} ms, first plan {plan.TotalMilliseconds:0.0} ms, fastest of the next {Repetitions} loads {warm.TotalMilliseconds:0.00} ms"));
        return 0;
    }
}
