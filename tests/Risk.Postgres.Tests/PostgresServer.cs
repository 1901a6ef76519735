using System.Diagnostics;
using Npgsql;

namespace Risk.Postgres.Tests;

/// <summary>A PostgreSQL server of its own in a temporary folder, reached through a socket there and gone with the tests.</summary>
public sealed class PostgresServer : IDisposable
{
    private const int StartAttempts = 300;
    private const string Nobody = "65534";

    private readonly string? _folder;
    private readonly Process? _process;

    /// <summary>Starts the server where the machine has one.</summary>
    public PostgresServer()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("risk-pg-").FullName;
        if (IsRoot)
        {
            Run("chown", [Nobody, _folder]);
        }

        string data = Path.Combine(_folder, "data");
        Run("initdb", ["-D", data, "-U", "risk", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"], asNobody: true);
        _process = Start("postgres", ["-D", data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=30"], asNobody: true);
        ConnectionString = $"Host={_folder};Username=risk;Database=postgres";
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using var source = NpgsqlDataSource.Create(ConnectionString);
                using NpgsqlConnection connection = source.OpenConnection();
                return;
            }
            catch (NpgsqlException) when (attempt < StartAttempts && !_process.HasExited)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Why there is no server; null where the machine has one.</summary>
    public static string? SkipReason { get; } =
        OperatingSystem.IsWindows() ? "These tests start PostgreSQL on Linux and macOS only."
        : Array.TrueForAll(["initdb", "postgres"], IsOnPath) ? null
        : "This machine has no PostgreSQL server: initdb and postgres are not on the path.";

    /// <summary>Where it is.</summary>
    public string ConnectionString { get; } = "";

    private static bool IsRoot => Environment.UserName == "root";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Run("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            if (!_process.WaitForExit(10_000))
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
            Directory.Delete(_folder!, recursive: true);
        }
    }

    private static bool IsOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, name)));

    private static void Run(string program, string[] arguments, bool asNobody = false)
    {
        using Process process = Start(program, arguments, asNobody);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    // The server refuses to run as root.
    private static Process Start(string program, string[] arguments, bool asNobody)
    {
        var start = new ProcessStartInfo(asNobody && IsRoot ? "setpriv" : program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in asNobody && IsRoot ? ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", program, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
