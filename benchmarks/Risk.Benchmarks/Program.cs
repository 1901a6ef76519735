using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Risk.Benchmarks;

if (args is ["allocations", .. string[] rest])
{
    return AllocationGate.Run(rest);
}

IConfig config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(AllocationGate).Assembly).Run(args, config);
return 0;
