using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace Risk.Benchmarks.Rules;

/// <summary>
/// Times the first load of rules in processes that have loaded nothing before:
/// <c>Risk.Benchmarks rules-cold [PROCESSES [APP…]]</c>. Each app is a build of <c>Risk.ColdStart</c>; without one the build beside
/// this program runs. Rules are the first 200 of the workload; each figure is the median of the processes.
/// </summary>
internal static class ColdLoad
{
    private const int Usage = 2;
    private const int Rules = 200;
    private const int Processes = 25;

    public static int Run(string[] args)
    {
        int processes = Processes;
        if (args.Length > 0 && (!int.TryParse(args[0], CultureInfo.InvariantCulture, out processes) || processes < 1))
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks rules-cold [PROCESSES [APP…]]");
            return Usage;
        }

        string folder = Path.Combine(AppContext.BaseDirectory, "data", "rules-workload");
        string rules = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(rules, Lines(Path.Combine(folder, "rules-1000.rules.gz")).Where(static line => line.StartsWith('r')).Take(Rules));
            string[] apps = args.Length > 1 ? args[1..] : [Path.Combine(AppContext.BaseDirectory, "Risk.ColdStart.dll")];
            Console.WriteLine("| app | from the first use of the library to | ms, median | fastest | methods compiled | bytes of IL |");
            Console.WriteLine("|---|---|---:|---:|---:|---:|");
            foreach (string app in apps)
            {
                foreach (string mode in (string[])["empty", "load"])
                {
                    Report(app, [.. Enumerable.Range(0, processes).Select(_ => Start(app, [mode, rules, Path.Combine(folder, "schema.json")]))]);
                }
            }
        }
        finally
        {
            File.Delete(rules);
        }

        return 0;
    }

    private static void Report(string app, IReadOnlyList<ColdMark[]> runs)
    {
        for (int mark = 0; mark < runs[0].Length; mark++)
        {
            ColdMark[] sorted = [.. runs.Select(run => run[mark]).OrderBy(static m => m.Milliseconds)];
            ColdMark median = sorted[sorted.Length / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(app)))} | {median.Name} | {median.Milliseconds:0.0} | {sorted[0].Milliseconds:0.0} | {median.Methods} | {median.Bytes:N0} |"));
        }
    }

    private static ColdMark[] Start(string app, string[] arguments)
    {
        bool isManaged = app.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isManaged ? Environment.ProcessPath ?? "dotnet" : app, isManaged ? [app, .. arguments] : arguments) { RedirectStandardOutput = true };
        if (isManaged && !Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.FileName = "dotnet";
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ColdMark.Parse)]
            : throw new InvalidOperationException($"{app} ended with {process.ExitCode}.");
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
