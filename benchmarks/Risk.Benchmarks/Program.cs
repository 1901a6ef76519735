using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Risk.Benchmarks;
using Risk.Benchmarks.Decisions;
using Risk.Benchmarks.Latency;
using Risk.Benchmarks.Rules;
using Risk.Benchmarks.Targets;
using Risk.Benchmarks.Velocity;

if (args is ["allocations", .. string[] rest])
{
    return AllocationGate.Run(rest);
}

if (args is ["parts", .. string[] scorers])
{
    return DecisionPartsTable.Run(scorers);
}

if (args is ["windows", .. string[] sizes])
{
    return WindowTable.Run(sizes);
}

if (args is ["windows-disk", .. string[] disk])
{
    return WindowDisk.Run(disk);
}

if (args is ["rules-cold", .. string[] files])
{
    return ColdLoad.Run(files);
}

if (args is ["latency", .. string[] seconds])
{
    return LatencyTable.Run(seconds);
}

if (args is ["quick", .. string[] targets])
{
    return TargetTable.Run(targets);
}

if (args is ["readme", .. string[] results])
{
    return ReadmeTable.Run(results);
}

IConfig config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(AllocationGate).Assembly).Run(args, config);
return 0;
