namespace Risk.Evaluation.Tests;

public sealed class ApiTests() : PackageTests("Risk.Evaluation", hotMembers: 5);
