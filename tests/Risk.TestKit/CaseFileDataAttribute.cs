using System.Reflection;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Gives a theory the cases of a <see cref="CaseFile"/>: (string source, string expected) and, if it takes three, (int line).</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CaseFileDataAttribute : DataAttribute
{
    /// <summary>Creates the attribute; <paramref name="path"/> is relative to the test project.</summary>
    public CaseFileDataAttribute(string path) => Path = path;

    /// <summary>The case file, relative to the test project.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        string file = System.IO.Path.Combine(TestProject.DirectoryOf(testMethod.DeclaringType!.Assembly), Path);
        bool withLine = testMethod.GetParameters().Length > 2;
        foreach (TextCase item in CaseFile.Read(file))
        {
            yield return withLine ? [item.Source, item.Expected, item.Line] : [item.Source, item.Expected];
        }
    }
}
