using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Makes a model of an ONNX file: checks versions, lays the inputs over the row of features, reads the operators in the order
/// they depend on each other, finds out which outputs are scores and labels, and chooses the fastest form that gives
/// the same numbers. Problems of all operators are reported together.
/// </summary>
internal sealed partial class OnnxImporter
{
    private const long NewestIr = 14;
    private const long OldestSet = 7;
    private const long NewestSet = 25;
    private const long NewestMachineLearningSet = 5;

    private readonly OnnxDocument _document;
    private readonly FormatProblems _problems;
    private readonly OnnxImport _import;
    private readonly Dictionary<string, GraphValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly List<string> _featureNames = [];
    private int _featureCount;
    private bool _takesDoubles;

    private OnnxImporter(OnnxDocument document, FormatProblems problems, ModelLoadOptions options)
    {
        _document = document;
        _problems = problems;
        _import = new OnnxImport { Builder = new GraphBuilder { HasOneRow = HasOneRow(document) }, Problems = problems, Options = options };
    }

    /// <summary>Makes the model.</summary>
    /// <exception cref="RiskFormatException">The file can't be used; holds every problem that was found.</exception>
    /// <param name="document">What was parsed.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="lower">Whether to look for a faster form; without it the graph is run operator by operator.</param>
    public static IRiskModel Import(OnnxDocument document, FormatProblems problems, ModelLoadOptions options, bool lower = true)
    {
        OnnxImporter importer = new(document, problems, options);
        importer.CheckVersions();
        importer.ReadConstants();
        importer.ReadInputs();
        problems.ThrowIfAny();
        foreach (OnnxNode node in importer.Ordered())
        {
            importer.ReadNode(node);
        }

        problems.ThrowIfAny();
        OnnxResults? results = importer.ReadOutputs();
        problems.ThrowIfAny();
        return importer.Build(results!, lower);
    }

    private IRiskModel Build(OnnxResults results, bool lower)
    {
        ModelInfo info = new()
        {
            Kind = "graph",
            Format = "onnx",
            FormatVersion = Versions(),
            Task = results.Task,
            FeatureNames = [.. _featureNames],
            Labels = results.Labels,
            PrefersDouble = _takesDoubles,
            Warnings = _problems.Warnings,
        };
        try
        {
            return (lower ? OnnxLowering.Lower(_import, _featureCount, results, info) ?? OnnxDenseLowering.Lower(_import, _featureCount, results, info) : null)
                ?? new GraphModel(_import.Builder, _featureCount, [.. results.Scores], results.Label, info);
        }
        catch (GraphException problem)
        {
            throw _problems.Fatal(Code(problem.Kind), "graph", problem.Message, problem.Suggestion ?? OnnxCodes.UseRuntime);
        }
    }

    private void CheckVersions()
    {
        if (_document.IrVersion > NewestIr)
        {
            _problems.Error(
                OnnxCodes.Version,
                "ir_version",
                string.Create(CultureInfo.InvariantCulture, $"the file format {_document.IrVersion} is newer than {NewestIr}, the newest that is read."),
                "export the model for an older version of ONNX.");
        }

        CheckSet("", "ai.onnx", OldestSet, NewestSet);
        CheckSet(OnnxOperators.MachineLearning, OnnxOperators.MachineLearning, 1, NewestMachineLearningSet);
    }

    private void CheckSet(string domain, string name, long oldest, long newest)
    {
        if (_document.OperatorSets.TryGetValue(domain, out long version) && (version < oldest || version > newest))
        {
            _problems.Error(
                OnnxCodes.Version,
                "opset_import",
                string.Create(CultureInfo.InvariantCulture, $"version {version} of the operator set {name} isn't read: {oldest} to {newest} are."),
                version < oldest ? "convert the model with onnx.version_converter." : "export the model with an older target_opset.");
        }
    }

    private string Versions()
    {
        string sets = string.Join(", ", _document.OperatorSets
            .OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => string.Create(CultureInfo.InvariantCulture, $"{(set.Key.Length == 0 ? "opset" : set.Key)} {set.Value}")));
        string producer = $"{_document.Producer} {_document.ProducerVersion}".Trim();
        return producer.Length == 0 ? sets : $"{sets} ({producer})";
    }

    private static string Code(GraphProblem kind) => kind switch
    {
        GraphProblem.MixesRows => OnnxCodes.MixesRows,
        GraphProblem.Attribute => OnnxCodes.Attribute,
        GraphProblem.Unsupported => OnnxCodes.Operator,
        GraphProblem.TooLarge => OnnxCodes.TooLarge,
        _ => OnnxCodes.Shape,
    };
}
