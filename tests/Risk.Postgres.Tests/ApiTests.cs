namespace Risk.Postgres.Tests;

public sealed class ApiTests() : PackageTests("Risk.Postgres", hotMembers: 0);
