using System.Diagnostics.CodeAnalysis;

namespace Risk.Scoring;

/// <summary>Throw helpers for programming errors in calls of scorers.</summary>
internal static class ScoringThrow
{
    [DoesNotReturn]
    public static void DifferentLengths(int events, int decisions) =>
        throw new ArgumentException($"{events} events and room for {decisions} decisions: pass spans of equal length.");

    [DoesNotReturn]
    public static void WrongFeatureCount(int given, int expected) =>
        throw new ArgumentException($"The vector has {given} features; the model takes {expected}.");

    [DoesNotReturn]
    public static void WrongRowsLength(int values, int rows, int features) =>
        throw new ArgumentException($"{values} values for {rows} decisions: {rows} rows of {features} features are {rows * (long)features} values.");

    [DoesNotReturn]
    public static void TooFewWords(int given, int needed) =>
        throw new ArgumentException($"Room for {given} words of matched rules; {needed} are needed, one for 64 rules.");
}
