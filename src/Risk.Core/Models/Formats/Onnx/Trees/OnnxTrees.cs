using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>TreeEnsembleClassifier, TreeEnsembleRegressor and TreeEnsemble.</summary>
internal static class OnnxTrees
{
    /// <summary>TreeEnsembleClassifier.</summary>
    public static void Classifier(OnnxNodeContext context)
    {
        GraphValue value = Rows(context);
        bool isDouble = value.Type == ElementType.Double;
        OnnxLabels labels = OnnxLabels.Read(context, "classlabels_int64s");
        LinkFunction transform = OnnxLinear.PostTransform(context.Text("post_transform", "NONE"));
        double[] baseValues = OnnxTreeTableReader.Numbers(context, "base_values", isDouble);
        if (labels.Count < 2)
        {
            throw GraphException.Unsupported("a TreeEnsembleClassifier of a single class isn't read.");
        }

        if (labels.Count == 2 ? baseValues.Length > 2 : baseValues.Length is not 0 && baseValues.Length != labels.Count)
        {
            throw GraphException.Attribute(Text($"base_values has {baseValues.Length} values for {labels.Count} classes."));
        }

        if (OnnxTreeTableReader.Read(context, "class", isDouble, labels.Count) is not { } table)
        {
            return;
        }

        OnnxTreeBuilder[] trees = OnnxTreeConverter.Convert(table);
        int[] presence = labels.Count > 2 && baseValues.Length > 0
            ? [.. Enumerable.Repeat(TreeScoring.Always, labels.Count)]
            : OnnxTreeModel.FindPresence(table, trees, labels.Count);
        OnnxTreeModel model = new()
        {
            Table = table,
            Trees = trees,
            IsClassifier = true,
            Targets = labels.Count,
            Transform = transform,
            Base = baseValues,
            IsDouble = isDouble,
            FeatureCount = value.Shape[1],
            Presence = presence,
            IsBinary = labels.Count == 2 && table.Targets.AsSpan().IndexOfAnyExcept(table.Targets[0]) < 0,
            WeightsArePositive = table.Weights.All(weight => !(weight < 0)),
        };
        CheckPair(context, model);
        Add(context, value, model, labels, ElementType.Single);
    }

    /// <summary>TreeEnsembleRegressor.</summary>
    public static void Regressor(OnnxNodeContext context)
    {
        GraphValue value = Rows(context);
        bool isDouble = value.Type == ElementType.Double;
        int targets = Targets(context);
        TreeAggregate aggregate = context.Text("aggregate_function", "SUM") switch
        {
            "SUM" => TreeAggregate.Sum,
            "AVERAGE" => TreeAggregate.Average,
            "MIN" => TreeAggregate.Minimum,
            "MAX" => TreeAggregate.Maximum,
            string other => throw GraphException.Attribute($"there is no aggregate_function '{other}'.", "SUM, AVERAGE, MIN or MAX."),
        };
        LinkFunction transform = OnnxLinear.PostTransform(context.Text("post_transform", "NONE"));
        double[] baseValues = OnnxTreeTableReader.Numbers(context, "base_values", isDouble);
        if (baseValues.Length is not 0 && baseValues.Length != targets)
        {
            throw GraphException.Attribute(Text($"base_values has {baseValues.Length} values for {targets} targets."));
        }

        if (OnnxTreeTableReader.Read(context, "target", isDouble, targets) is { } table)
        {
            AddRegressor(context, value, table, targets, aggregate, transform, baseValues, ElementType.Single);
        }
    }

    /// <summary>TreeEnsemble of ai.onnx.ml 5.</summary>
    public static void Ensemble(OnnxNodeContext context)
    {
        GraphValue value = Rows(context);
        bool isDouble = value.Type == ElementType.Double;
        int targets = Targets(context);
        TreeAggregate aggregate = context.Integer("aggregate_function", 1) switch
        {
            0 => TreeAggregate.Average,
            1 => TreeAggregate.Sum,
            2 => TreeAggregate.Minimum,
            3 => TreeAggregate.Maximum,
            long other => throw GraphException.Attribute(Text($"there is no aggregate_function {other}.")),
        };

        // The standard says 1 is SOFTMAX and 2 is LOGISTIC; ONNX Runtime takes them the other way round.
        LinkFunction transform = context.Integer("post_transform", 0) switch
        {
            0 => LinkFunction.Identity,
            1 => LinkFunction.Sigmoid,
            2 => LinkFunction.Softmax,
            3 => LinkFunction.SoftmaxZero,
            4 => LinkFunction.OnnxProbit,
            long other => throw GraphException.Attribute(Text($"there is no post_transform {other}.")),
        };
        if (transform is LinkFunction.Sigmoid or LinkFunction.Softmax && targets > 1)
        {
            context.Warn(
                $"post_transform is read as {(transform == LinkFunction.Sigmoid ? "LOGISTIC" : "SOFTMAX")}, as ONNX Runtime does; the standard means the other one.",
                "export without a post_transform and add a Sigmoid or Softmax operator, which is not in doubt.");
        }

        if (OnnxTreeTableReader5.Read(context, isDouble, targets) is { } table)
        {
            AddRegressor(context, value, table, targets, aggregate, transform, [], value.Type);
        }
    }

    private static void AddRegressor(
        OnnxNodeContext context,
        GraphValue value,
        OnnxTreeTable table,
        int targets,
        TreeAggregate aggregate,
        LinkFunction transform,
        double[] baseValues,
        ElementType type)
    {
        OnnxTreeBuilder[] trees = OnnxTreeConverter.Convert(table);
        OnnxTreeModel model = new()
        {
            Table = table,
            Trees = trees,
            Targets = targets,
            Transform = transform,
            Aggregate = aggregate,
            Base = baseValues,
            IsDouble = value.Type == ElementType.Double,
            FeatureCount = value.Shape[1],
            Presence = [.. Enumerable.Repeat(TreeScoring.Always, targets)],
        };
        if (aggregate is TreeAggregate.Minimum or TreeAggregate.Maximum && targets > 1)
        {
            // The smallest of what wasn't voted for isn't the smallest of zeros.
            CheckExtremes(table, trees, targets);
        }

        Add(context, value, model, null, type);
    }

    private static void Add(OnnxNodeContext context, GraphValue value, OnnxTreeModel model, OnnxLabels? labels, ElementType type)
    {
        TreeEnsembleDefinition definition = model.ToDefinition();
        definition.Validate(context.Problems, context.TreeNames);
        if (context.HasProblems)
        {
            return;
        }

        TreeScoring scoring = new()
        {
            IsClassifier = model.IsClassifier,
            Targets = model.Targets,
            Transform = model.Transform,
            PairBase = model.IsPair ? model.Base : [],
            IsBinary = model.IsBinary,
            WeightsArePositive = model.WeightsArePositive,
            IsDouble = model.IsDouble,
            Presence = model.Presence,
            Labels = labels is null ? [] : model.IsPair ? [.. labels.Codes, .. ZeroAndOne(labels)] : labels.Codes,
        };
        GraphValue sums = context.Between(ElementType.Double, GraphShape.Rows(model.MarginCount));
        GraphValue scores;
        GraphValue[] outputs;
        if (labels is null)
        {
            scores = context.Output(0, type, GraphShape.Rows(model.Targets));
            outputs = [scores, sums];
        }
        else
        {
            GraphValue label = context.Output(0, labels.Type, GraphShape.Rows());
            scores = context.Output(1, type, GraphShape.Rows(model.Targets));
            OnnxLabels.Mark(context, labels, label, scores);
            outputs = [scores, sums, label];
        }

        TreeOperator added = new(definition, context.Options.Trees, scoring) { Inputs = [value], Outputs = outputs };
        context.Builder.Add(added);
        context.Remember(added, model);
    }

    // Where both classes have votes, ONNX Runtime answers 0 and 1 for integer labels, whatever the labels are, and the
    // labels themselves for texts.
    private static long[] ZeroAndOne(OnnxLabels labels) => labels.Type == ElementType.Text ? labels.Codes : [0, 1];

    private static void CheckPair(OnnxNodeContext context, OnnxTreeModel model)
    {
        if (model is { IsPair: true, Transform: LinkFunction.OnnxProbit, Base.Length: < 2 } && model.Presence[1] != TreeScoring.Always)
        {
            throw GraphException.Unsupported("PROBIT for two classes with votes for the first alone leaves the second class's score undefined.");
        }

        if (model is { IsPair: true, Base.Length: 2 } && model.Presence[1] != TreeScoring.Never)
        {
            context.Warn(
                "two base_values with votes for the second class: ONNX Runtime takes the first class's sum for both, and so does this.",
                "write the votes with class id 0 and one base value.");
        }
    }

    private static void CheckExtremes(OnnxTreeTable table, OnnxTreeBuilder[] trees, int targets)
    {
        foreach (OnnxTreeBuilder tree in trees)
        {
            HashSet<int> votes = [.. tree.Leaves.Select(leaf => table.Targets[table.LeafStart[leaf]])];
            if (votes.Count > 1 || tree.Leaves.Any(leaf => table.LeafStart[leaf + 1] - table.LeafStart[leaf] != 1 && table.LeafStart[leaf + 1] - table.LeafStart[leaf] != targets))
            {
                throw GraphException.Unsupported("MIN and MAX aren't read where the leaves of a tree vote for different targets.");
            }
        }
    }

    private static GraphValue Rows(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0).Type == ElementType.Double ? context.Input(0) : context.SingleInput(0);
        return value.Shape.Rank == 2 && value.Shape.RowAxis == 0
            ? value
            : throw GraphException.Shape($"{context.Node.Operator} takes rows of features, not {value.Shape}.");
    }

    private static int Targets(OnnxNodeContext context)
    {
        long targets = context.Integer("n_targets", 1);
        return targets is >= 1 and <= TreeEnsembleDefinition.MaximumMargins
            ? (int)targets
            : throw GraphException.Attribute(Text($"n_targets is {targets}: 1 to {TreeEnsembleDefinition.MaximumMargins} are possible."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
