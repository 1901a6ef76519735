namespace Risk.Core.Tests;

public sealed class ApiTests() : PackageTests("Risk.Core", hotMembers: 80);
