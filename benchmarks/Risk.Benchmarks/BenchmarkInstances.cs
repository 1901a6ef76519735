using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Risk.Benchmarks;

/// <summary>Instances of a benchmark class, one for each combination of its parameters.</summary>
internal static class BenchmarkInstances
{
    public static IEnumerable<object> Of(Type type)
    {
        IEnumerable<object?[]> combinations = [[]];
        MemberInfo[] parameters = [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => ValuesOf(type, member) is not null)];
        foreach (MemberInfo parameter in parameters)
        {
            object?[] values = ValuesOf(type, parameter)!;
            combinations = [.. combinations.SelectMany(head => values.Select(value => (object?[])[.. head, value]))];
        }

        foreach (object?[] combination in combinations)
        {
            object instance = Activator.CreateInstance(type)!;
            for (int i = 0; i < parameters.Length; i++)
            {
                Set(instance, parameters[i], combination[i]);
            }

            yield return instance;
        }
    }

    private static object?[]? ValuesOf(Type type, MemberInfo member)
    {
        if (member.GetCustomAttribute<ParamsAttribute>() is { } literal)
        {
            return literal.Values;
        }

        if (member.GetCustomAttribute<ParamsAllValuesAttribute>() is not null)
        {
            Type of = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
            return of == typeof(bool) ? [false, true] : [.. Enum.GetValues(of).Cast<object>()];
        }

        if (member.GetCustomAttribute<ParamsSourceAttribute>() is not { } source)
        {
            return null;
        }

        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        object instance = Activator.CreateInstance(type)!;
        object? values = type.GetProperty(source.Name, Any)?.GetValue(instance) ?? type.GetMethod(source.Name, Any)?.Invoke(instance, null);
        return [.. ((System.Collections.IEnumerable)values!).Cast<object?>()];
    }

    private static void Set(object instance, MemberInfo member, object? value)
    {
        if (member is PropertyInfo property)
        {
            property.SetValue(instance, value);
        }
        else
        {
            ((FieldInfo)member).SetValue(instance, value);
        }
    }
}
