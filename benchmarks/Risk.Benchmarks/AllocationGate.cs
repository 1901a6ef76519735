using System.Globalization;
using System.Reflection;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Risk.Benchmarks;

/// <summary>Measures, in this process and in seconds, the bytes that benchmarks allocate, and compares them with the expected ones.</summary>
/// <remarks>
/// The file maps <c>Type.Method</c> to bytes per operation. A benchmark with parameters must keep to its number for each
/// value. One that is not in the file, a peer's for instance, is not measured.
/// </remarks>
internal static class AllocationGate
{
    private const int Failed = 1;
    private const int Usage = 2;

    public static int Run(string[] args)
    {
        if (args.Length != 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks allocations ALLOCATIONS.json");
            return Usage;
        }

        Dictionary<string, double>? expected;
        try
        {
            expected = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(args[0]));
        }
        catch (JsonException error)
        {
            Console.Error.WriteLine($"{args[0]}: {error.Message}");
            return Failed;
        }

        int wrong = 0;
        foreach ((string name, double bytes) in (expected ?? []).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            wrong += Check(name, bytes) ? 0 : 1;
        }

        Console.WriteLine($"allocations: {expected?.Count ?? 0} benchmarks checked, {wrong} wrong");
        return wrong == 0 ? 0 : Failed;
    }

    private static bool Check(string name, double expected)
    {
        MethodInfo? method = Find(name);
        if (method is null)
        {
            Console.WriteLine($"  {name}: there is no such benchmark; rename or remove the entry");
            return false;
        }

        double actual = BenchmarkInstances.Of(method.DeclaringType!).Max(instance => Measure(instance, method));
        if (actual == expected)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {actual:0.##} B"));
            return true;
        }

        string advice = actual > expected ? "" : "; it got better, so lower the number in the file";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: allocates {actual:0.##} B, expected {expected:0.##} B{advice}"));
        return false;
    }

    private static MethodInfo? Find(string name) => (
        from type in typeof(AllocationGate).Assembly.GetTypes()
        where !type.IsAbstract && !type.ContainsGenericParameters
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.IsDefined(typeof(BenchmarkAttribute)) && $"{type.Name}.{method.Name}" == name
        select method).FirstOrDefault();

    private static double Measure(object instance, MethodInfo method)
    {
        Lifecycle<GlobalSetupAttribute>(instance, method.Name);
        try
        {
            int operations = method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
            return AllocationMeter.BytesPerCall(instance, method) / operations;
        }
        finally
        {
            Lifecycle<GlobalCleanupAttribute>(instance, method.Name);
        }
    }

    private static void Lifecycle<TAttribute>(object instance, string benchmark)
        where TAttribute : TargetedAttribute
    {
        foreach (MethodInfo method in instance.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            if (method.GetCustomAttribute<TAttribute>() is { } attribute
                && (attribute.Targets.Length == 0 || attribute.Targets.Contains(benchmark)))
            {
                method.Invoke(instance, null);
            }
        }
    }
}
