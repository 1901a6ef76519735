using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>
/// Runs a computation again in processes that may not use AVX-512, AVX2, or any vector instruction, and compares: results
/// must have the same bits on every machine.
/// </summary>
/// <remarks>
/// The runtime reads these switches when it starts, so each needs a process of its own. The test project's own assembly is
/// started with <see cref="RunChild"/> in its entry point.
/// </remarks>
public static class InstructionSets
{
    private const string Command = "--compute";

    private static readonly (string Name, string[] Off)[] Limits =
    [
        ("without AVX-512", ["DOTNET_EnableAVX512", "DOTNET_EnableAVX512F"]),
        ("without AVX2", ["DOTNET_EnableAVX512", "DOTNET_EnableAVX512F", "DOTNET_EnableAVX2"]),
        ("without vectors", ["DOTNET_EnableHWIntrinsic"]),
    ];

    /// <summary>The widths of vectors that this process accelerates.</summary>
    private static string Widths =>
        $"512: {Vector512.IsHardwareAccelerated}, 256: {Vector256.IsHardwareAccelerated}, 128: {Vector128.IsHardwareAccelerated}";

    /// <summary>Asserts that a computation gives the same text with and without each instruction set.</summary>
    /// <param name="compute">A static method of the test project without parameters; its text holds the bits to compare, or a hash of them.</param>
    /// <remarks>A process without vectors is far slower: keep what is computed small.</remarks>
    public static void AssertSame(Func<string> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        MethodInfo method = compute.Method;
        if (!method.IsStatic || method.DeclaringType is null)
        {
            throw new ArgumentException("The computation must be a static method, so that another process can find it.", nameof(compute));
        }

        string here = compute();
        foreach ((string name, string[] off) in Limits)
        {
            string there = Run(method, off, out string widths);
            if (here != there)
            {
                throw new XunitException($"{name} ({widths}) the result differs from this process's ({Widths}):\nhere:  {here}\nthere: {there}");
            }

            if (off.Contains("DOTNET_EnableHWIntrinsic") && widths.Contains("128: True", StringComparison.Ordinal))
            {
                throw new XunitException($"The switch for '{name}' had no effect: {widths}.");
            }
        }
    }

    /// <summary>The child's side: computes what the parent asks for; false when the arguments are not the parent's.</summary>
    public static bool RunChild(Assembly assembly, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments.Length != 3 || arguments[0] != Command)
        {
            return false;
        }

        MethodInfo method = assembly.GetType(arguments[1], throwOnError: true)!
            .GetMethod(arguments[2], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [])!;
        string result = method.CreateDelegate<Func<string>>()();
        Console.Out.Write(Widths + "\n" + result);
        return true;
    }

    private static string Run(MethodInfo method, string[] off, out string widths)
    {
        string assembly = method.DeclaringType!.Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["exec", assembly, Command, method.DeclaringType.FullName!, method.Name])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string variable in off)
        {
            start.Environment[variable] = "0";
        }

        using Process child = Process.Start(start) ?? throw new XunitException("The child process did not start.");
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        int end = output.IndexOf('\n', StringComparison.Ordinal);
        if (child.ExitCode != 0 || end < 0)
        {
            throw new XunitException($"The child process ended with {child.ExitCode}: {errors.Result}{output}");
        }

        widths = output[..end];
        return output[(end + 1)..];
    }
}
