namespace Risk.Onnx.Tests;

public sealed class ApiTests() : PackageTests("Risk.Onnx", hotMembers: 2);
