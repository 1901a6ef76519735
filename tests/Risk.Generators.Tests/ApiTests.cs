namespace Risk.Generators.Tests;

public sealed class ApiTests() : PackageTests("Risk.Generators", hotMembers: 0);
