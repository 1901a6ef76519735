using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// What a row costs on each engine, in cycles, by formulas whose numbers were fitted to TreeBenchmarks on an AVX-512 machine. They
/// only have to put the engines in order, and engines that are close together may be in either.
/// </summary>
/// <param name="Engine">The engine.</param>
/// <param name="Cycles">The estimate.</param>
internal readonly record struct TreeEngineCost(string Engine, double Cycles)
{
    // To rank a feature among its thresholds, and to add a leaf that is in the second-level cache.
    private const double Rank = 8;
    private const double Leaf = 5;

    // A step of one of eight trees in lock-step, the steps that a tree waits for others or to be looked at, and the same for sixteen lanes that are gathered.
    private const double Step = 4.2;
    private const double Waiting = 4;
    private const double GatheredStep = 4;
    private const double Entry = 7;

    // A node for 64 rows, and a leaf for each of them.
    private const double LaneNode = 6;
    private const double LaneLeaf = 4;

    // Six levels of 64 trees; every level less halves it.
    private const double SixLevels = 240;

    /// <summary>The estimates for a model, cheapest first.</summary>
    internal static TreeEngineCost[] Estimate(TreeEnsembleDefinition definition)
    {
        TreePaths paths = TreePaths.Of(definition);
        double trees = definition.Trees.Length;
        double features = CountFeatures(definition);
        double groups = Math.Ceiling(trees / LevelSelectKernel.Lanes);
        double waiting = paths.FirstLevels(Interleaved.BurstLevels) == paths.Depth ? paths.Depth : paths.MeanPath + Waiting;
        TreeEngineCost[] costs =
        [
            new(LevelSelect.EngineName,
                features * Rank + groups * SixLevels / (1 << Math.Max(0, LevelSelect.MaximumLevels - paths.Depth)) + trees * Leaf),
            new(DenseMasks.EngineName,
                features * Rank + features * Math.Ceiling(trees * LaneBytes(definition) / AlignedArray<byte>.Alignment) * VectorCost + trees * Leaf),
            new(LevelWalk.EngineName,
                features * Rank + groups * SixLevels + trees * (Leaf + Entry + (paths.BelowTop + paths.Open) * GatheredStep)),
            new(Interleaved.NarrowName, definition.FeatureCount + trees * (waiting * Step + Leaf)),
            new(Interleaved.WideName, 2 * definition.FeatureCount + trees * (waiting * Step * 1.3 + Leaf)),
        ];
        Array.Sort(costs, static (left, right) => left.Cycles.CompareTo(right.Cycles));
        return costs;
    }

    /// <summary>From how many rows on <see cref="RowLanes"/> beats an engine that goes row by row; 0 when it hardly does.</summary>
    internal static int RowsForLanes(TreeEnsembleDefinition definition, string engine)
    {
        double nodes = definition.Trees.Sum(static tree => (long)tree.NodeCount);
        double ownRow = CountFeatures(definition) * Rank + definition.Trees.Length * LaneLeaf;
        double perRow = Array.Find(Estimate(definition), cost => cost.Engine == engine).Cycles;
        double rows = Math.Ceiling(nodes * LaneNode * VectorCost / (perRow - ownRow));
        return perRow > ownRow && rows <= SelectProgram.Lanes / 2 ? Math.Max(2, (int)rows) : 0;
    }

    // What 64 bytes take: halves and quarters where vectors are narrower, numbers one by one where there are none.
    private static double VectorCost =>
        Vector512.IsHardwareAccelerated ? 1 : Vector256.IsHardwareAccelerated ? 1.5 : Vector128.IsHardwareAccelerated ? 3 : 60;

    private static int CountFeatures(TreeEnsembleDefinition definition)
    {
        var used = new HashSet<int>();
        foreach (TreeDefinition tree in definition.Trees)
        {
            used.UnionWith(tree.Feature);
        }

        return used.Count;
    }

    private static int LaneBytes(TreeEnsembleDefinition definition) =>
        DenseMasks.LaneBytes(definition.Trees.Select(static tree => tree.LeafCount).DefaultIfEmpty().Max());
}
