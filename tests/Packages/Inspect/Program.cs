// usage: Inspect PACKAGES CONTENTS.txt. Writes down what is in the packages and compares it with what must be.
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

const long TooLarge = 16 << 20;
string folder = args[0], expectedPath = args[1];
var problems = new List<string>();
var text = new StringBuilder();
foreach (string path in Directory.GetFiles(folder, "*.*nupkg").Order(StringComparer.Ordinal))
{
    using ZipArchive package = ZipFile.OpenRead(path);
    bool isSymbols = path.EndsWith(".snupkg", StringComparison.Ordinal);
    ZipArchiveEntry specification = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
    XElement metadata = Metadata(specification);
    string id = Value(metadata, "id");
    text.Append(id).Append(isSymbols ? " (symbols)\n" : "\n");
    if (!isSymbols)
    {
        Describe(metadata);
    }

    foreach (ZipArchiveEntry entry in package.Entries.Where(IsContent).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
    {
        text.Append("    ").Append(entry.FullName).Append('\n');
        if (Path.GetFileName(entry.FullName) is "risk.dll" || entry.Name.StartsWith("Risk.", StringComparison.Ordinal))
        {
            CheckAssembly(id, entry);
        }
    }

    if (new FileInfo(path).Length > TooLarge)
    {
        problems.Add($"{Path.GetFileName(path)} has {new FileInfo(path).Length >> 20} MiB: something large was packed along.");
    }

    foreach (string needed in (string[])["description", "readme", "icon", "license", "authors", "tags"])
    {
        if (!isSymbols && Value(metadata, needed).Length == 0)
        {
            problems.Add($"{id}: the package has no {needed}.");
        }
    }

    text.Append('\n');
}

string actual = text.ToString(), expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : "";
if (Environment.GetEnvironmentVariable("RISK_ACCEPT_SNAPSHOTS") == "1")
{
    File.WriteAllText(expectedPath, actual);
}
else
{
    // A package that this machine can't make (Risk.Onnx without ONNX Runtime) is not missed.
    HashSet<string> made = [.. Blocks(actual).Select(block => block.Split('\n')[0])];
    foreach (string block in Blocks(expected).Where(block => made.Contains(block.Split('\n')[0])).Except(Blocks(actual)))
    {
        string name = block.Split('\n')[0];
        string[] wanted = block.Split('\n'), found = Blocks(actual).Single(other => other.Split('\n')[0] == name).Split('\n');
        problems.AddRange(wanted.Except(found).Select(line => $"{name}: lacks {line.Trim()}"));
        problems.AddRange(found.Except(wanted).Select(line => $"{name}: has {line.Trim()}, which is not in contents.txt"));
    }

    problems.AddRange(made.Except(Blocks(expected).Select(block => block.Split('\n')[0])).Select(name => $"{name} is a package that contents.txt does not know."));
}

problems.ForEach(Console.WriteLine);
Console.WriteLine($"packages: {Directory.GetFiles(folder, "*.nupkg").Length} inspected, {problems.Count} problems");
return problems.Count == 0 ? 0 : 1;

static string[] Blocks(string text) => text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

static bool IsContent(ZipArchiveEntry entry) =>
    !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !entry.FullName.StartsWith("package/", StringComparison.Ordinal) && entry.FullName != "[Content_Types].xml";

static XElement Metadata(ZipArchiveEntry specification)
{
    using Stream stream = specification.Open();
    return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
}

static string Value(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

// ONNX Runtime's version depends on what the machine's package source has; our own are all the same.
void Describe(XElement metadata)
{
    string own = Value(metadata, "version");
    foreach (XElement dependency in metadata.Descendants().Where(element => element.Name.LocalName == "dependency").OrderBy(element => (string?)element.Attribute("id"), StringComparer.Ordinal))
    {
        string id = (string)dependency.Attribute("id")!, version = (string)dependency.Attribute("version")!;
        string shown = id == "Microsoft.ML.OnnxRuntime" ? "*" : id.StartsWith("Risk.", StringComparison.Ordinal) && version == own ? "of the same version" : version;
        text.Append("  depends on ").Append(id).Append(' ').Append(shown).Append('\n');
    }
}

// The same sources give the same bytes: the compiler says so in the file, and no path of this machine is in it.
void CheckAssembly(string id, ZipArchiveEntry entry)
{
    if (!entry.Name.EndsWith(".dll", StringComparison.Ordinal))
    {
        return;
    }

    using var bytes = new MemoryStream();
    using (Stream stream = entry.Open())
    {
        stream.CopyTo(bytes);
    }

    bytes.Position = 0;
    using var reader = new PEReader(bytes);
    System.Collections.Immutable.ImmutableArray<DebugDirectoryEntry> debug = reader.ReadDebugDirectory();
    if (debug.All(item => item.Type != DebugDirectoryEntryType.Reproducible))
    {
        problems.Add($"{id}: {entry.FullName} is not built deterministically.");
    }

    string symbols = reader.ReadCodeViewDebugDirectoryData(debug.First(item => item.Type == DebugDirectoryEntryType.CodeView)).Path;
    if (Path.IsPathRooted(symbols) && !symbols.StartsWith("/_", StringComparison.Ordinal))
    {
        problems.Add($"{id}: {entry.FullName} holds the path {symbols}.");
    }
}
