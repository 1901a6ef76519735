using System.Reflection;
using Risk.Events;

namespace Risk.Generators.Tests;

/// <summary>What every type of property becomes, with the values at its ends; docs/events.md has the same table in words.</summary>
public class TypeTableTests
{
    [Theory]
    [InlineData("sbyte", "Number", "sbyte.MinValue", "-128")]
    [InlineData("byte", "Number", "byte.MaxValue", "255")]
    [InlineData("short", "Number", "short.MinValue", "-32768")]
    [InlineData("ushort", "Number", "ushort.MaxValue", "65535")]
    [InlineData("int", "Number", "int.MinValue", "-2147483648")]
    [InlineData("uint", "Number", "uint.MaxValue", "4294967295")]
    [InlineData("long", "Number", "9007199254740993", "9007199254740992")]
    [InlineData("ulong", "Number", "ulong.MaxValue", "1.8446744073709552E+19")]
    [InlineData("nint", "Number", "-5", "-5")]
    [InlineData("nuint", "Number", "5", "5")]
    [InlineData("Int128", "Number", "Int128.MaxValue", "1.7014118346046923E+38")]
    [InlineData("UInt128", "Number", "UInt128.MaxValue", "3.402823669209385E+38")]
    [InlineData("Half", "Number", "(Half)0.1", "0.0999755859375")]
    [InlineData("float", "Number", "0.1f", "0.10000000149011612")]
    [InlineData("float", "Number", "float.PositiveInfinity", "Infinity")]
    [InlineData("float", "Number", "float.NaN", "")]
    [InlineData("double", "Number", "double.Epsilon", "5E-324")]
    [InlineData("double", "Number", "double.NaN", "")]
    [InlineData("double", "Number", "-0.0", "-0")]
    [InlineData("decimal", "Number", "0.1m", "0.1")]
    [InlineData("decimal", "Number", "decimal.MaxValue", "7.922816251426434E+28")]
    [InlineData("decimal", "Number", "79228162514264.337593543950335m", "79228162514264.34")]
    [InlineData("bool", "Boolean", "true", "1")]
    [InlineData("bool", "Boolean", "false", "0")]
    [InlineData("string", "Text", "\"\"", "''")]
    [InlineData("string", "Text", "\"\\ud83d\\ude00\"", "'\ud83d\ude00'")]
    [InlineData("ReadOnlyMemory<char>", "Text", "\"abc\".AsMemory(1)", "'bc'")]
    [InlineData("Memory<char>", "Text", "new char[] { 'a' }", "'a'")]
    [InlineData("DayOfWeek", "Text", "DayOfWeek.Friday", "'Friday'")]
    [InlineData("DayOfWeek", "Text", "(DayOfWeek)7", "")]
    [InlineData("Guid", "Token", "Guid.Empty", "'00000000-0000-0000-0000-000000000000'")]
    [InlineData("DateTimeOffset", "Timestamp", "new DateTimeOffset(1970, 1, 1, 1, 0, 0, TimeSpan.FromHours(1))", "0")]
    [InlineData("DateTimeOffset", "Timestamp", "DateTimeOffset.MinValue", "-62135596800000000")]
    [InlineData("DateTimeOffset", "Timestamp", "DateTimeOffset.MaxValue", "2.534023008E+17")]
    [InlineData("DateTime", "Timestamp", "new DateTime(1970, 1, 1, 0, 0, 1, DateTimeKind.Utc)", "1000000")]
    [InlineData("DateTime", "Timestamp", "new DateTime(1970, 1, 1, 0, 0, 1, DateTimeKind.Unspecified)", "1000000")]
    [InlineData("DateTime", "Timestamp", "new DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc).ToLocalTime()", "86400000000")]
    [InlineData("DateOnly", "Timestamp", "DateOnly.MaxValue", "2.534022144E+17")]
    [InlineData("TimeSpan", "Number", "TimeSpan.FromMilliseconds(-1500)", "-1.5")]
    [InlineData("TimeSpan", "Number", "TimeSpan.MaxValue", "922337203685.4775")]
    [InlineData("TimeOnly", "Number", "TimeOnly.MaxValue", "86399.9999999")]
    public void A_property_is_read(string type, string kind, string value, string expected)
    {
        Assert.Equal(expected, Read(type, value, "", out EventSchema schema));
        Assert.Equal(kind, schema[0].Kind.ToString());
        if (!type.Contains("Memory", StringComparison.Ordinal))
        {
            Assert.Equal(expected, Read(type + "?", value, "", out _));
            Assert.Equal("", Read(type + "?", "null", "", out _));
        }
    }

    [Theory]
    [InlineData("[Token]", "long", "Token", "-9007199254740993", "'-9007199254740993'")]
    [InlineData("[Token]", "decimal", "Token", "1.50m", "'1.50'")]
    [InlineData("[Token]", "double", "Token", "0.1", "'0.1'")]
    [InlineData("[Token]", "UInt128", "Token", "UInt128.MaxValue", "'340282366920938463463374607431768211455'")]
    [InlineData("[Token]", "DayOfWeek", "Token", "DayOfWeek.Friday", "'Friday'")]
    [InlineData("[Key]", "string", "Token", "\"c1\"", "'c1'")]
    [InlineData("[Key]", "Guid", "Token", "Guid.Empty", "'00000000-0000-0000-0000-000000000000'")]
    [InlineData("[Key]", "int", "Number", "7", "7")]
    [InlineData("[Key, Token]", "int", "Token", "7", "'7'")]
    [InlineData("[Country]", "string", "Country", "\"FR\"", "'FR'")]
    [InlineData("[Timestamp]", "long", "Timestamp", "1", "1000000")]
    [InlineData("[Timestamp]", "double", "Timestamp", "1.5", "1500000")]
    [InlineData("[Timestamp]", "decimal", "Timestamp", "1.5m", "1500000")]
    [InlineData("[Timestamp]", "ulong", "Timestamp", "ulong.MaxValue", "")]
    [InlineData("[Timestamp]", "string", "Timestamp", "\"1970-01-02\"", "86400000000")]
    [InlineData("[Timestamp]", "string", "Timestamp", "\"soon\"", "")]
    [InlineData("[Name(\"::a::\")]", "int", "Token", "7", "'7'")]
    public void A_marked_property_is_read(string marker, string type, string kind, string value, string expected)
    {
        Assert.Equal(expected, Read(type, value, marker, out EventSchema schema));
        Assert.Equal(kind, schema[0].Kind.ToString());
        Assert.Equal(marker.Contains("Key", StringComparison.Ordinal), schema[0].IsKey);
    }

    private static string Read(string type, string value, string marker, out EventSchema schema)
    {
        Assembly assembly = GeneratorHarness.Load($$"""
            [RiskEvent]
            public partial class Event
            {
                {{marker}} public {{type}} A { get; init; }{{(type is "string" ? " = \"\";" : "")}}
            }

            public static class Sample
            {
                public static Event Value => new() { A = {{value}} };
            }
            """);
        object reader = assembly.GetType("Event", throwOnError: true)!.GetProperty("EventReader")!.GetValue(null)!;
        schema = (EventSchema)reader.GetType().GetProperty("Schema")!.GetValue(reader)!;
        string read = GeneratorHarness.Read(assembly);
        return read[(read.IndexOf('=', StringComparison.Ordinal) + 1)..];
    }
}
