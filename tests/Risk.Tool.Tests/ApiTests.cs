namespace Risk.Tool.Tests;

public sealed class ApiTests() : PackageTests("risk", hotMembers: 0);
