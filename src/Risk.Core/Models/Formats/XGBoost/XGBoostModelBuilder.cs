using System.Globalization;
using Risk.Models.Trees;

namespace Risk.Models.Formats.XGBoost;

/// <summary>Makes a model of what an XGBoost file says, or tells everything that is wrong with it.</summary>
internal sealed class XGBoostModelBuilder
{
    private const string Learner = "learner";
    private const int MaximumOutputs = 65_535;

    private readonly XGBoostDocument _document;
    private readonly FormatProblems _problems;
    private readonly int _fileLength;

    private XGBoostModelBuilder(XGBoostDocument document, FormatProblems problems, int fileLength) =>
        (_document, _problems, _fileLength) = (document, problems, fileLength);

    /// <summary>Makes the model.</summary>
    /// <exception cref="RiskFormatException">The file can't be used; holds every problem that was found.</exception>
    public static IRiskModel Build(XGBoostDocument document, FormatProblems problems, string format, int fileLength, ModelLoadOptions options) =>
        new XGBoostModelBuilder(document, problems, fileLength).Build(format, options);

    private IRiskModel Build(string format, ModelLoadOptions options)
    {
        XGBoostObjective? objective = FindObjective();
        int featureCount = CheckFeatures();
        int marginCount = CheckOutputs();
        double[] baseMargin = CheckBaseScores(objective, marginCount);
        XGBoostWarnings.Add(_document, marginCount, _problems);
        IRiskModel? model = null;
        switch (_document.Booster)
        {
            case "gbtree" or "dart":
                TreeDefinition[] trees = ConvertTrees(featureCount, marginCount);
                _problems.ThrowIfAny();
                model = MakeEnsemble(trees, objective!, featureCount, baseMargin, Describe("tree-ensemble", format, objective!, marginCount), options);
                break;
            case "gblinear":
                CheckWeights(featureCount, marginCount);
                _problems.ThrowIfAny();
                model = new GbLinearModel(_document.LinearWeights!, baseMargin, featureCount, objective!.Link, Describe("linear", format, objective, marginCount));
                break;
            case null:
                _problems.Error("RM013", $"{Learner}.gradient_booster.name", "is missing.");
                break;
            default:
                _problems.Error("RM016", $"{Learner}.gradient_booster.name", $"the booster '{_document.Booster}' is unknown.", "known boosters: gbtree, dart, gblinear.");
                break;
        }

        _problems.ThrowIfAny();
        return model!;
    }

    private TreeEnsemble MakeEnsemble(TreeDefinition[] trees, XGBoostObjective objective, int featureCount, double[] baseMargin, ModelInfo info, ModelLoadOptions options)
    {
        TreeEnsembleDefinition definition = new()
        {
            Trees = trees,
            FeatureCount = featureCount,
            MarginCount = baseMargin.Length,
            OutputCount = objective.Link == LinkFunction.ArgMax ? 1 : baseMargin.Length,
            BaseMargin = baseMargin,
            Arithmetic = TreeArithmetic.Single,
            Link = objective.Link,
            Info = info,
        };
        definition.Validate(_problems, new TreeFieldNames($"{_document.ModelPath}.trees[", "]"));
        _problems.ThrowIfAny();
        return new TreeEnsemble(definition, options.Trees);
    }

    private ModelInfo Describe(string kind, string format, XGBoostObjective objective, int marginCount) => new()
    {
        Kind = kind,
        Format = format,
        FormatVersion = _document.Version.Length == 0 ? null : string.Join('.', _document.Version),
        Objective = _document.Objective,
        Task = objective.Task == ModelTask.BinaryClassification && marginCount > 1 ? ModelTask.MulticlassClassification : objective.Task,
        FeatureNames = _document.FeatureNames.AsReadOnly(),
        Warnings = _problems.Warnings,
    };

    private XGBoostObjective? FindObjective()
    {
        if (_document.Objective is null)
        {
            _problems.Error("RM013", $"{Learner}.objective.name", "is missing.");
            return null;
        }

        XGBoostObjective? objective = XGBoostObjective.Find(_document.Objective);
        if (objective is null)
        {
            _problems.Error(
                "RM016",
                $"{Learner}.objective.name",
                $"the objective '{_document.Objective}' is unknown, so margins can't be turned into outputs as XGBoost does.",
                "for an objective of your own, save the model with a built-in one of the same link, such as binary:logitraw for plain margins.");
        }

        return objective;
    }

    private int CheckFeatures()
    {
        const string Path = $"{Learner}.learner_model_param.num_feature";
        if (_document.FeatureCount is not { } count)
        {
            _problems.Error("RM013", Path, "is missing.");
            return 0;
        }

        if (count is < 1 or > TreeEnsembleDefinition.MaximumFeatures)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"is {count}: a model has 1 to {TreeEnsembleDefinition.MaximumFeatures} features.");
            _problems.Error("RM032", Path, message);
            return 0;
        }

        if (_document.FeatureNames.Count > 0 && _document.FeatureNames.Count != count)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"has {_document.FeatureNames.Count} names, but num_feature is {count}.");
            _problems.Error("RM013", $"{Learner}.feature_names", message);
        }

        return (int)count;
    }

    private int CheckOutputs()
    {
        const string Path = $"{Learner}.learner_model_param.num_class";
        if (_document.ClassCount > 1 && _document.TargetCount > 1)
        {
            _problems.Error("RM012", Path, "a model can't have several classes and several targets at once.");
        }

        long count = Math.Max(1, Math.Max(_document.ClassCount, _document.TargetCount));
        if (count > MaximumOutputs)
        {
            _problems.Error("RM012", Path, string.Create(CultureInfo.InvariantCulture, $"{count} outputs are more than the {MaximumOutputs} that are supported."));
            return 1;
        }

        return (int)count;
    }

    private double[] CheckBaseScores(XGBoostObjective? objective, int marginCount)
    {
        const string Path = $"{Learner}.learner_model_param.base_score";
        double[] margins = new double[marginCount];
        if (_document.BaseScores is not { } scores)
        {
            _problems.Error("RM013", Path, "is missing.");
            return margins;
        }

        if (scores.Length != 1 && scores.Length != marginCount)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"has {scores.Length} values, but the model has {marginCount} outputs.");
            _problems.Error("RM013", Path, message);
            return margins;
        }

        bool clamps = _document.Version is [> 3, ..] or [3, >= 1, ..];
        for (int i = 0; i < margins.Length; i++)
        {
            float score = scores[scores.Length == 1 ? 0 : i];
            margins[i] = objective?.ToMargin(score, clamps) ?? score;
            if (!double.IsFinite(margins[i]))
            {
                string message = string.Create(CultureInfo.InvariantCulture, $"{score} is no base score of {_document.Objective}: its margin would not be a finite number.");
                _problems.Error("RM015", Path, message);
                break;
            }
        }

        return margins;
    }

    private TreeDefinition[] ConvertTrees(int featureCount, int marginCount)
    {
        string path = _document.ModelPath;
        if (_document.Trees is not { } trees)
        {
            _problems.Error("RM013", $"{path}.trees", "is missing.");
            return [];
        }

        bool counted = CheckCount($"{path}.gbtree_model_param.num_trees", _document.TreeCount ?? trees.Count, trees.Count);
        bool informed = CheckCount($"{path}.tree_info", _document.TreeInfo?.Length ?? -1, trees.Count);
        bool weighted = CheckWeightDrop(path, trees.Count);
        XGBoostTreeConverter converter = new(_problems, path, featureCount, marginCount, new CategoryBudget(_fileLength));
        TreeDefinition[] definitions = new TreeDefinition[trees.Count];
        for (int i = 0; i < trees.Count && !_problems.Full; i++)
        {
            int margin = informed ? _document.TreeInfo![i] : 0;
            if ((uint)margin >= (uint)marginCount)
            {
                string message = string.Create(CultureInfo.InvariantCulture, $"{margin} is no output: the model has the outputs 0 to {marginCount - 1}.");
                _problems.Error("RM035", string.Create(CultureInfo.InvariantCulture, $"{path}.tree_info[{i}]"), message);
            }

            float weight = weighted && _document.WeightDrop is { } weights ? weights[i] : 1;
            definitions[i] = converter.Convert(trees[i], i, margin, weight)!;
            trees[i] = null!;
        }

        return counted && informed ? definitions : [];
    }

    private bool CheckWeightDrop(string path, int treeCount)
    {
        string place = _document.Booster == "dart" ? $"{Learner}.gradient_booster.weight_drop" : $"{path}.weight_drop";
        if (_document.WeightDrop is not { } weights || (_document.Booster == "gbtree" && weights.Length == 0))
        {
            if (_document.Booster == "dart")
            {
                _problems.Error("RM013", place, "is missing: the trees of a DART model have weights.");
            }

            return false;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                _problems.Error("RM033", string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), "a tree's weight must be a finite number.");
            }
        }

        return CheckCount(place, weights.Length, treeCount);
    }

    private void CheckWeights(int featureCount, int marginCount)
    {
        string path = $"{_document.ModelPath}.weights";
        if (_document.LinearWeights is not { } weights)
        {
            _problems.Error("RM013", path, "is missing.");
            return;
        }

        long expected = (featureCount + 1L) * marginCount;
        if (weights.Length != expected)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"has {weights.Length} values where the features, the bias and the outputs ask for {expected}.");
            _problems.Error("RM013", path, message);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                _problems.Error("RM033", string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), "a weight must be a finite number.");
            }
        }
    }

    private bool CheckCount(string path, long actual, int treeCount)
    {
        if (actual == treeCount)
        {
            return true;
        }

        string message = actual < 0
            ? "is missing."
            : string.Create(CultureInfo.InvariantCulture, $"speaks of {actual} trees, but the model has {treeCount}.");
        _problems.Error("RM013", path, message);
        return false;
    }
}
