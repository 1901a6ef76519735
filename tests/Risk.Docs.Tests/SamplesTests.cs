using System.Reflection;

namespace Risk.Docs.Tests;

/// <summary>Every sample runs to its end and prints what it printed when somebody last looked.</summary>
public sealed class SamplesTests
{
    private static readonly Lock Console = new();

    [Theory]
    [InlineData("CreditScorecard")]
    [InlineData("CustomModel")]
    [InlineData("HotReload")]
    public void Prints_what_its_readers_expect(string sample)
    {
        (int exitCode, string output) = Run(Assembly.Load(sample));

        Snapshot.Match(output, sample);
        Assert.Equal(0, exitCode);
    }

    private static (int ExitCode, string Output) Run(Assembly sample)
    {
        lock (Console)
        {
            TextWriter before = System.Console.Out;
            using var output = new StringWriter();
            System.Console.SetOut(output);
            try
            {
                MethodInfo entry = sample.EntryPoint!;
                object?[]? arguments = entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()];
                return (entry.Invoke(null, arguments) as int? ?? 0, output.ToString());
            }
            finally
            {
                System.Console.SetOut(before);
            }
        }
    }
}
