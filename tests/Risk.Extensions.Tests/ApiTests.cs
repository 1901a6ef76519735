namespace Risk.Extensions.Tests;

public sealed class ApiTests() : PackageTests("Risk.Extensions", hotMembers: 3);
