using System.Globalization;
using Risk.Models.Trees;

namespace Risk.Models.Formats.LightGbm;

/// <summary>
/// Reads a LightGBM text file: a header, trees, and a tail of parameters. The trees are found by their own lines;
/// <c>tree_sizes</c>, which may be absent or wrong, isn't looked at.
/// </summary>
internal ref struct LightGbmModelReader
{
    private readonly FormatProblems _problems;
    private readonly LightGbmHeader _header = new();
    private LightGbmLines _lines;

    public LightGbmModelReader(ReadOnlySpan<byte> content, FormatProblems problems)
    {
        _problems = problems;
        _lines = new LightGbmLines(content);
    }

    /// <summary>Reads the model.</summary>
    /// <exception cref="RiskFormatException">The file can't be used; holds every problem that was found.</exception>
    public IRiskModel Read(ModelLoadOptions options)
    {
        _lines.Next();
        bool more;
        while ((more = _lines.Next()) && !IsTree() && !IsEnd())
        {
            _header.Add(_lines);
        }

        _header.Finish(_problems);
        TreeDefinition[] trees = ReadTrees(more);
        ReadTail();
        _problems.ThrowIfAny();
        return Build(trees, options);
    }

    private readonly bool IsTree() => _lines.HasValue && _lines.Key.SequenceEqual("Tree"u8);

    // "end of trees" since version=v3; before that the feature importances come next.
    private readonly bool IsEnd() =>
        !_lines.HasValue
        && (_lines.Key.SequenceEqual("end of trees"u8) || _lines.Key.SequenceEqual("feature importances:"u8) || _lines.Key.SequenceEqual("feature_importances:"u8));

    private TreeDefinition[] ReadTrees(bool more)
    {
        List<TreeDefinition> trees = [];
        int count = 0;
        while (more && IsTree() && !_problems.Full)
        {
            LightGbmTreeBlock block = new(count, _lines.Number, _problems);
            while ((more = _lines.Next()) && !IsTree() && !IsEnd())
            {
                block.Add(_lines);
            }

            if (LightGbmTreeConverter.Convert(block, count % _header.MarginCount) is { } tree)
            {
                trees.Add(tree);
            }

            count++;
        }

        if (!more)
        {
            _problems.ErrorAt(_lines.Number, "RM020", "end of trees", "the file ends before the line 'end of trees'.", "copy or save the file again; it was cut off.");
        }
        else if (count % _header.MarginCount != 0)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{count} trees are not a multiple of the {_header.MarginCount} trees per iteration.");
            _problems.ErrorAt(_lines.Number, "RM022", "num_tree_per_iteration", message);
        }

        return [.. trees];
    }

    private void ReadTail()
    {
        while (_lines.Next())
        {
            if (_lines.Key.SequenceEqual("[pred_early_stop: 1]"u8))
            {
                _problems.Warning("RM027", "parameters.pred_early_stop", "LightGBM may stop adding trees early with this parameter; here every tree counts.");
            }
            else if (_lines.Key.StartsWith("pandas_categorical:["u8) && !_lines.Key.SequenceEqual("pandas_categorical:[]"u8))
            {
                _problems.Warning(
                    "RM028",
                    "pandas_categorical",
                    "the model was trained on pandas categories, which it only knows by their numbers.",
                    "give each value's position in this line's lists as the feature, NaN for a value that is not listed.");
            }
        }
    }

    private readonly TreeEnsemble Build(TreeDefinition[] trees, ModelLoadOptions options)
    {
        LightGbmObjective objective = _header.Objective!;
        TreeEnsembleDefinition definition = new()
        {
            Trees = trees,
            FeatureCount = _header.FeatureCount,
            MarginCount = _header.MarginCount,
            OutputCount = _header.MarginCount,
            BaseMargin = new double[_header.MarginCount],
            Arithmetic = TreeArithmetic.Double,
            Aggregate = _header.Averages ? TreeAggregate.Average : TreeAggregate.Sum,
            Link = objective.Link,
            LinkScale = objective.Scale,
            Info = new ModelInfo
            {
                Kind = "tree-ensemble",
                Format = "lightgbm-text",
                FormatVersion = _header.Version,
                Objective = _header.ObjectiveText,
                Task = objective.Task,
                FeatureNames = _header.FeatureNames,
                PrefersDouble = true,
                Warnings = _problems.Warnings,
            },
        };
        definition.Validate(_problems, FieldNames);
        _problems.ThrowIfAny();
        return new TreeEnsemble(definition, options.Trees);
    }

    private static TreeFieldNames FieldNames { get; } = new("Tree=")
    {
        Feature = "split_feature",
        Left = "left_child",
        Right = "right_child",
        Categories = "cat_boundaries",
        NodeCover = "internal_count",
        LeafCover = "leaf_count",
        LinearLeaf = "leaf_coeff",
    };
}
