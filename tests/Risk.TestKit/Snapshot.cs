using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Compares text with a file beside the test, in the file convention of Verify.</summary>
/// <remarks>
/// <c>Type.Method.verified.txt</c> is committed. A difference writes <c>Type.Method.received.txt</c>, which is not, and fails.
/// Look at it, then rename it; or set <c>RISK_ACCEPT_SNAPSHOTS=1</c> to accept all of a run.
/// </remarks>
public static class Snapshot
{
    /// <summary>The environment variable that accepts what is received.</summary>
    public const string AcceptVariable = "RISK_ACCEPT_SNAPSHOTS";

    /// <summary>Asserts that <paramref name="received"/> equals the verified file of the calling test.</summary>
    /// <param name="received">The text; line ends and the last line's end do not count.</param>
    /// <param name="parameters">Tells the cases of a theory apart; becomes part of the file's name.</param>
    /// <param name="extension">The extension of both files.</param>
    /// <param name="method">Filled by the compiler.</param>
    /// <param name="sourceFile">Filled by the compiler.</param>
    public static void Match(
        string received,
        string? parameters = null,
        string extension = "txt",
        [CallerMemberName] string method = "",
        [CallerFilePath] string sourceFile = "")
    {
        string source = TestProject.Locate(sourceFile);
        string type = Path.GetFileNameWithoutExtension(source);
        string name = parameters is null ? $"{type}.{method}" : $"{type}.{method}_{Sanitize(parameters)}";
        string stem = Path.Combine(Path.GetDirectoryName(source)!, name);
        Compare(received, $"{stem}.verified.{extension}", $"{stem}.received.{extension}");
    }

    /// <summary>Asserts that <paramref name="received"/> equals the file at <paramref name="path"/>, relative to the test project.</summary>
    public static void MatchFile(string received, string path, [CallerFilePath] string sourceFile = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string verified = Path.Combine(TestProject.DirectoryOf(TestProject.Locate(sourceFile)), path);
        Compare(received, verified, Path.ChangeExtension(verified, ".received" + Path.GetExtension(verified)));
    }

    internal static void Compare(string received, string verifiedFile, string receivedFile)
    {
        ArgumentNullException.ThrowIfNull(received);
        string actual = Normalize(received);
        string? expected = File.Exists(verifiedFile) ? Normalize(File.ReadAllText(verifiedFile)) : null;
        if (actual == expected)
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(verifiedFile)!);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(verifiedFile, actual + "\n");
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, actual + "\n");
        string what = expected is null ? "The snapshot is new." : "The snapshot differs (- verified, + received):\n" + LineDiff.Describe(expected, actual);
        throw new XunitException(
            $"{what}\n  verified: {verifiedFile}\n  received: {receivedFile}\nIf what was received is right, rename it, or run again with {AcceptVariable}=1.");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Sanitize(string parameters)
    {
        char[] invalid = ['/', '\\', ':', '*', '?', '"', '<', '>', '|', ' '];
        return string.Concat(parameters.Select(c => invalid.Contains(c) || char.IsControl(c) ? '-' : c));
    }
}
