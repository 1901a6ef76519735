using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Risk.Benchmarks.Targets;

/// <summary>
/// <c>quick TARGETS.txt [FOLDER]</c>: measures every path of the design that has a target, beside its peer in the same run, and prints one table with what falls short
/// marked. With a folder it is kept there as Markdown and JSON.
/// </summary>
internal static class TargetTable
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length is < 1 or > 2 || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks quick TARGETS.txt [FOLDER]");
            return 2;
        }

        var rows = new List<TargetResult>();
        foreach (Target target in Target.Load(arguments[0]))
        {
            Console.Error.WriteLine($"measuring {target.Path}");
            rows.Add(Measure(target));
        }

        double control = QuickTimer.Measure(static calls => Spin(calls))[0];
        string table = Format(rows, control);
        Console.WriteLine(table);
        if (arguments.Length == 2)
        {
            Directory.CreateDirectory(arguments[1]);
            File.WriteAllText(Path.Combine(arguments[1], "targets.md"), table);
            File.WriteAllText(Path.Combine(arguments[1], "targets.json"), Json(rows));
        }

        return 0;
    }

    private static void Spin(int calls)
    {
        Func<int> nothing = static () => 1;
        for (int i = 0; i < calls; i++)
        {
            nothing();
        }
    }

    private static TargetResult Measure(Target target)
    {
        (object Instance, MethodInfo Method)? found = Find(target.Benchmark, target.Parameter);
        if (found is not { } path)
        {
            return new TargetResult(target, "no benchmark");
        }

        try
        {
            MethodInfo? peer = target.Peer is null ? null : path.Instance.GetType().GetMethod(target.Peer.Split('.')[1]);
            Lifecycle<GlobalSetupAttribute>(path.Instance, path.Method.Name, peer?.Name);
            Action<int>[] loops = [QuickTimer.LoopOver(path.Instance, path.Method), .. peer is null ? (Action<int>[])[] : [QuickTimer.LoopOver(path.Instance, peer)]];
            double[] times = QuickTimer.Measure(loops);
            Lifecycle<GlobalCleanupAttribute>(path.Instance, path.Method.Name, peer?.Name);
            int operations = path.Method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
            return new TargetResult(target, null) { Nanoseconds = times[0] / operations, PeerNanoseconds = peer is null ? null : times[1] };
        }
        catch (Exception problem) when (problem is TargetInvocationException or InvalidOperationException or IOException)
        {
            return new TargetResult(target, (problem.InnerException ?? problem).Message.Split('\n')[0]);
        }
    }

    private static (object Instance, MethodInfo Method)? Find(string benchmark, string? parameter)
    {
        string[] names = benchmark.Split('.');
        Type? type = typeof(TargetTable).Assembly.GetTypes().FirstOrDefault(candidate => candidate.Name == names[0] && !candidate.IsAbstract);
        if (type?.GetMethod(names[1]) is not { } method)
        {
            return null;
        }

        object? instance = BenchmarkInstances.Of(type).FirstOrDefault(candidate => parameter is null || Matches(candidate, parameter));
        return instance is null ? null : (instance, method);
    }

    private static bool Matches(object instance, string parameter)
    {
        string[] pair = parameter.Split('=');
        object? value = instance.GetType().GetProperty(pair[0])?.GetValue(instance) ?? instance.GetType().GetField(pair[0])?.GetValue(instance);
        return Convert.ToString(value, CultureInfo.InvariantCulture) == pair[1];
    }

    private static void Lifecycle<TAttribute>(object instance, params string?[] benchmarks)
        where TAttribute : TargetedAttribute
    {
        foreach (MethodInfo method in instance.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            if (method.GetCustomAttribute<TAttribute>() is { } attribute && (attribute.Targets.Length == 0 || attribute.Targets.Intersect(benchmarks).Any()))
            {
                method.Invoke(instance, null);
            }
        }
    }

    private static string Format(List<TargetResult> rows, double control)
    {
        var text = new StringBuilder();
        text.Append("| path | ns | target | peer, ns | times | target | |\n|---|--:|--:|--:|--:|--:|---|\n");
        foreach (TargetResult row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Target.Path} | {Number(row.Nanoseconds)} | {Number(row.Target.Nanoseconds)} | {Number(row.PeerNanoseconds)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Number(row.Times)} | {Number(row.Target.Times)} | {row.Verdict} |\n");
        }

        int shortfalls = rows.Count(static row => row.IsShort);
        text.Append(CultureInfo.InvariantCulture, $"\n{rows.Count} paths, {shortfalls} short of a target. An empty call through the same loop takes {Number(control)} ns. ");
        text.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, AVX-512 {(Avx512F.IsSupported ? "on" : "off")}, .NET {Environment.Version}.\n");
        text.Append("Nanosecond targets are those of a faster machine (Zen 5 above 4 GHz); ratios to a peer in the same run are what travels.\n");
        return text.ToString();
    }

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Json(List<TargetResult> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (TargetResult row in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("path", row.Target.Path);
                writer.WriteString("benchmark", row.Target.Benchmark);
                writer.WriteString("parameter", row.Target.Parameter);
                Write(writer, "nanoseconds", row.Nanoseconds);
                Write(writer, "targetNanoseconds", row.Target.Nanoseconds);
                writer.WriteString("peer", row.Target.Peer);
                Write(writer, "peerNanoseconds", row.PeerNanoseconds);
                Write(writer, "targetTimes", row.Target.Times);
                writer.WriteString("verdict", row.Verdict);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, Math.Round(number, 3));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
