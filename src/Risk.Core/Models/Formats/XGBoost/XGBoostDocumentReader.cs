using System.Globalization;
using System.Text;

namespace Risk.Models.Formats.XGBoost;

/// <summary>Reads the structure of an XGBoost model file; keys that don't matter for scoring are left out.</summary>
internal ref struct XGBoostDocumentReader<TReader>
    where TReader : struct, IStructureReader, allows ref struct
{
    private readonly StructureContext _context;
    private readonly XGBoostDocument _document = new();

    // Readonly would call its members on copies, so that it would never move on.
#pragma warning disable IDE0044
    private TReader _reader;
#pragma warning restore IDE0044

    private XGBoostDocumentReader(TReader reader, FormatProblems problems)
    {
        _reader = reader;
        _context = new StructureContext(problems);
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="RiskFormatException">The bytes don't follow the grammar; other problems are only collected.</exception>
    public static XGBoostDocument Read(TReader reader, FormatProblems problems)
    {
        XGBoostDocumentReader<TReader> document = new(reader, problems);
        try
        {
            document.ReadRoot();
            document._reader.ExpectEnd();
        }
        catch (StructureSyntaxException problem)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"the file is damaged at byte {problem.Offset}: {problem.Message}.");
            throw problems.Fatal("RM010", document._context.Path.ToString(), message, "copy or save the file again; it may have been cut off.");
        }

        return document._document;
    }

    // A memory snapshot holds the model beside its training configuration.
    private void ReadRoot(bool isSnapshot = false)
    {
        _reader.EnterObject();
        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("learner"u8))
            {
                ReadLearner();
            }
            else if (key.SequenceEqual("version"u8))
            {
                _document.Version = ReadIntegers("version") ?? [];
            }
            else if (!isSnapshot && key.SequenceEqual("Model"u8) && _reader.Peek() == StructureKind.Object)
            {
                ReadRoot(isSnapshot: true);
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadLearner()
    {
        if (!Enter("learner"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            switch (Encoding.UTF8.GetString(key))
            {
                case "attributes":
                    ReadAttributes();
                    break;
                case "feature_names":
                    ReadTexts("feature_names", _document.FeatureNames);
                    break;
                case "feature_types":
                    ReadTexts("feature_types", _document.FeatureTypes);
                    break;
                case "gradient_booster":
                    ReadBooster("gradient_booster");
                    break;
                case "learner_model_param":
                    ReadModelParameters();
                    break;
                case "objective":
                    ReadObjective();
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        _context.Path.Pop();
    }

    private void ReadAttributes()
    {
        if (!Enter("attributes"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            string name = Encoding.UTF8.GetString(key);
            if (_reader.Peek() == StructureKind.Text)
            {
                _document.Attributes[name] = _reader.ReadText();
            }
            else
            {
                _reader.Skip();
            }
        }

        _context.Path.Pop();
    }

    // DART holds a whole gbtree under the key of that name: the same keys one level deeper.
    private void ReadBooster(string name)
    {
        if (!Enter(name))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            switch (Encoding.UTF8.GetString(key))
            {
                case "name":
                    string? booster = ReadText("name");
                    _document.Booster = name == "gbtree" ? _document.Booster ?? booster : booster;
                    break;
                case "model":
                    ReadModel();
                    break;
                case "gbtree" when name != "gbtree":
                    ReadBooster("gbtree");
                    break;
                case "weight_drop":
                    _document.WeightDrop = ReadSingles("weight_drop");
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        _context.Path.Pop();
    }

    private void ReadModel()
    {
        if (!Enter("model"))
        {
            return;
        }

        _document.ModelPath = _context.Path.ToString();
        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            switch (Encoding.UTF8.GetString(key))
            {
                case "gbtree_model_param":
                    ReadTreeModelParameters();
                    break;
                case "tree_info":
                    _document.TreeInfo = ReadIntegers("tree_info");
                    break;
                case "trees":
                    ReadTrees();
                    break;
                case "weight_drop":
                    _document.WeightDrop = ReadSingles("weight_drop");
                    break;
                case "weights":
                    _document.LinearWeights = ReadSingles("weights");
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        _context.Path.Pop();
    }

    private void ReadTreeModelParameters()
    {
        if (!Enter("gbtree_model_param"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("num_parallel_tree"u8))
            {
                _document.ParallelTreeCount = ReadCount("num_parallel_tree") ?? 1;
            }
            else if (key.SequenceEqual("num_trees"u8))
            {
                _document.TreeCount = ReadCount("num_trees");
            }
            else
            {
                _reader.Skip();
            }
        }

        _context.Path.Pop();
    }

    private void ReadModelParameters()
    {
        if (!Enter("learner_model_param"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            switch (Encoding.UTF8.GetString(key))
            {
                case "base_score":
                    _document.BaseScores = ReadBaseScores();
                    break;
                case "num_class":
                    _document.ClassCount = ReadCount("num_class") ?? 0;
                    break;
                case "num_feature":
                    _document.FeatureCount = ReadCount("num_feature");
                    break;
                case "num_target":
                    _document.TargetCount = ReadCount("num_target") ?? 1;
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        _context.Path.Pop();
    }

    // "5E-1" up to 3.0, "[5E-1]" and "[1E-1,2E-1]" since 3.1; numbers where a file was written by hand or another tool.
    private float[]? ReadBaseScores()
    {
        switch (_reader.Peek())
        {
            case StructureKind.Array:
                return ReadSingles("base_score");
            case StructureKind.Number:
                return [_reader.ReadSingle()];
        }

        if (ReadText("base_score") is not { } text)
        {
            return null;
        }

        string[] parts = text.Trim().TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries);
        float[] scores = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out scores[i]))
            {
                _context.Problems.Error("RM011", $"{_context.Path}.base_score", $"'{text}' is neither a number nor a list of numbers.");
                return null;
            }
        }

        return scores;
    }

    private void ReadObjective()
    {
        if (!Enter("objective"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("name"u8))
            {
                _document.Objective = ReadText("name");
            }
            else
            {
                _reader.Skip();
            }
        }

        _context.Path.Pop();
    }

    private void ReadTrees()
    {
        List<XGBoostTree> trees = _document.Trees = [];
        _context.Path.Push("trees");
        if (_reader.Peek() != StructureKind.Array)
        {
            _context.WrongKind("an array", _reader.Peek());
            _reader.Skip();
            _context.Path.Pop();
            return;
        }

        _reader.EnterArray();
        while (_reader.NextItem())
        {
            _context.Path.Push(trees.Count);
            XGBoostTree tree = new();
            if (_reader.Peek() == StructureKind.Object)
            {
                ReadTree(tree);
            }
            else
            {
                _context.WrongKind("an object", _reader.Peek());
                _reader.Skip();
            }

            trees.Add(tree);
            _context.Path.Pop();
        }

        _context.Path.Pop();
    }

    private void ReadTree(XGBoostTree tree)
    {
        _reader.EnterObject();
        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            switch (Encoding.UTF8.GetString(key))
            {
                case "left_children":
                    tree.LeftChildren = ReadIntegers("left_children");
                    break;
                case "right_children":
                    tree.RightChildren = ReadIntegers("right_children");
                    break;
                case "split_indices":
                    tree.SplitIndices = ReadIntegers("split_indices");
                    break;
                case "split_conditions":
                    tree.SplitConditions = ReadSingles("split_conditions");
                    break;
                case "default_left":
                    tree.DefaultLeft = ReadIntegers("default_left");
                    break;
                case "split_type":
                    tree.SplitType = ReadIntegers("split_type") ?? [];
                    break;
                case "sum_hessian":
                    tree.SumHessian = ReadSingles("sum_hessian") ?? [];
                    break;
                case "base_weights":
                    tree.BaseWeights = ReadSingles("base_weights") ?? [];
                    break;
                case "categories":
                    tree.Categories = ReadIntegers("categories") ?? [];
                    break;
                case "categories_nodes":
                    tree.CategoriesNodes = ReadIntegers("categories_nodes") ?? [];
                    break;
                case "categories_segments":
                    tree.CategoriesSegments = ReadIntegers("categories_segments") ?? [];
                    break;
                case "categories_sizes":
                    tree.CategoriesSizes = ReadIntegers("categories_sizes") ?? [];
                    break;
                case "leaf_weights":
                    tree.LeafWeights = ReadSingles("leaf_weights") ?? [];
                    break;
                case "tree_param":
                    ReadTreeParameters(tree);
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    private void ReadTreeParameters(XGBoostTree tree)
    {
        if (!Enter("tree_param"))
        {
            return;
        }

        while (_reader.NextKey(out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("num_nodes"u8))
            {
                tree.NodeCount = (int?)ReadCount("num_nodes");
            }
            else if (key.SequenceEqual("size_leaf_vector"u8))
            {
                tree.LeafWidth = (int)(ReadCount("size_leaf_vector") ?? 0);
            }
            else
            {
                _reader.Skip();
            }
        }

        _context.Path.Pop();
    }

    // XGBoost writes its parameters as texts; other tools write them as numbers.
    private long? ReadCount(string key)
    {
        double value;
        if (_reader.Peek() == StructureKind.Number)
        {
            value = _reader.ReadDouble();
        }
        else if (ReadText(key) is not { } text)
        {
            return null;
        }
        else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            _context.Problems.Error("RM011", $"{_context.Path}.{key}", $"'{text}' is no number.");
            return null;
        }

        if (value is >= 0 and <= int.MaxValue && value == Math.Truncate(value))
        {
            return (long)value;
        }

        string shown = value.ToString(CultureInfo.InvariantCulture);
        _context.Problems.Error("RM012", $"{_context.Path}.{key}", $"{shown} is no count: it must be an integer from 0 to {int.MaxValue}.");
        return null;
    }

    private bool Enter(string key)
    {
        _context.Path.Push(key);
        if (_reader.Peek() == StructureKind.Object)
        {
            _reader.EnterObject();
            return true;
        }

        _context.WrongKind("an object", _reader.Peek());
        _reader.Skip();
        _context.Path.Pop();
        return false;
    }

    private string? ReadText(string key)
    {
        if (_reader.Peek() == StructureKind.Text)
        {
            return _reader.ReadText();
        }

        _context.Path.Push(key);
        _context.WrongKind("a text", _reader.Peek());
        _context.Path.Pop();
        _reader.Skip();
        return null;
    }

    private void ReadTexts(string key, List<string> texts)
    {
        if (!EnterArray(key, "an array of texts"))
        {
            return;
        }

        _reader.EnterArray();
        while (_reader.NextItem())
        {
            if (_reader.Peek() == StructureKind.Text)
            {
                texts.Add(_reader.ReadText());
            }
            else
            {
                _context.WrongItem(texts.Count, "a text", StructureContext.Describe(_reader.Peek()));
                _reader.Skip();
                texts.Add("");
            }
        }

        _context.Path.Pop();
    }

    private float[]? ReadSingles(string key)
    {
        if (!EnterArray(key, "an array of numbers"))
        {
            return null;
        }

        float[] values = _reader.ReadSingles(_context);
        _context.Path.Pop();
        return values;
    }

    private int[]? ReadIntegers(string key)
    {
        if (!EnterArray(key, "an array of integers"))
        {
            return null;
        }

        int[] values = _reader.ReadIntegers(_context);
        _context.Path.Pop();
        return values;
    }

    private bool EnterArray(string key, string wanted)
    {
        _context.Path.Push(key);
        if (_reader.Peek() == StructureKind.Array)
        {
            return true;
        }

        _context.WrongKind(wanted, _reader.Peek());
        _reader.Skip();
        _context.Path.Pop();
        return false;
    }
}
