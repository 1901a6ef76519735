using Risk.Events;
using Risk.Features;
using Risk.Models;
using Risk.Models.Linear;
using Risk.Models.Trees;
using Risk.Scoring;
using Risk.Velocity;

namespace Risk.Benchmarks.EndToEnd;

/// <summary>
/// What the two scorers of the design's end-to-end targets are made of: eight windows, 64 features, 100 trees of 31 leaves and 200 rules; and without windows a logistic model and 50 rules.
/// Built only of what the benchmarks themselves make.
/// </summary>
internal sealed class DecisionWorkload
{
    private const int Leaves = 31;

    private static readonly string[] Countries = ["DE", "FR", "NL", "GB"];
    private static readonly string[] Numbers =
    [
        "amount", "customer_age_days", "session_seconds", "item_count", "distance_km", "hours_since_first_seen", "previous_charges", "previous_declines", "basket_margin", "typing_speed",
    ];

    private static readonly WindowDefinition[] Windows =
    [
        Window("card", null, 1 / 24.0), Window("card", "amount", 1), Window("card", null, 7), Window("card", "amount", 30),
        Window("merchant", null, 1), Window("merchant", "amount", 7), Window("device", null, 1), Window("device", null, 7),
    ];

    private DecisionWorkload(FeaturePipeline pipeline, IRiskModel model, RuleSet rules) => (Pipeline, Model, Rules) = (pipeline, model, rules);

    /// <summary>Attributes to features, windows included.</summary>
    public FeaturePipeline Pipeline { get; }

    /// <summary>The model over those features.</summary>
    public IRiskModel Model { get; }

    /// <summary>The rules.</summary>
    public RuleSet Rules { get; }

    /// <summary>Windows, 64 features, 100 trees, 200 rules, reasons from the deciding rule.</summary>
    public static DecisionWorkload Full(EventSchema schema)
    {
        FeaturePipeline pipeline = CreatePipeline(schema, withWindows: true);
        return new DecisionWorkload(pipeline, Trees(pipeline.FeatureCount, 100), RuleSet.Parse(RuleText(200), schema));
    }

    /// <summary>No windows, a logistic model over 64 features whose contributions are reasons, 50 rules.</summary>
    public static DecisionWorkload Small(EventSchema schema)
    {
        FeaturePipeline pipeline = CreatePipeline(schema, withWindows: false);
        var random = new Random(3);
        double[] weights = [.. Enumerable.Range(0, pipeline.FeatureCount).Select(_ => (random.NextDouble() - 0.5) * 0.4)];
        return new DecisionWorkload(pipeline, new LinearModel(weights, -2), RuleSet.Parse(RuleText(50), schema));
    }

    /// <summary>The scorer, with a window store of its own where the features have windows.</summary>
    public RiskScorer<TEvent> Build<TEvent>(IEventReader<TEvent> reader)
    {
        RiskScorerBuilder<TEvent> builder = RiskScorer.For(reader).UsePipeline(Pipeline).UseModel(Model).UseRules(Rules).UsePolicy(policy => policy.Review(from: 65).Block(from: 85));
        return (Pipeline.Windows.Count == 0 ? builder : builder.UseWindows(new VelocityStore(new VelocityOptions { Clock = null }))).Build();
    }

    private static FeaturePipeline CreatePipeline(EventSchema schema, bool withWindows) => FeaturePipeline.Build(schema, features =>
    {
        foreach (string name in Numbers)
        {
            features.Add(name, Feature.Number(name).Standardize(20, 10));
            features.Add(name + "_log", Feature.Number(name).Log1p());
        }

        foreach (string name in (string[])["is_disposable_email", "is_new_card", "is_recurring", "is_anonymous_ip"])
        {
            features.Add(name, Feature.Number(name));
        }

        (string Name, string[] Categories)[] texts =
        [
            ("card_country", Countries), ("ip_country", Countries), ("currency", ["eur", "usd", "gbp", "pln"]), ("card_brand", ["visa", "mastercard", "amex", "discover"]),
            ("card_funding", ["credit", "debit", "prepaid", "unknown"]), ("cvc_check", ["pass", "fail", "unchecked", "unavailable"]),
        ];
        foreach ((string name, string[] categories) in texts)
        {
            features.Add(name, Feature.Text(name).OneHot(categories));
        }

        foreach (string name in Numbers.Take(withWindows ? 8 : 10))
        {
            features.Add(name + "_bucket", Feature.Number(name).Bucketize([.. Enumerable.Range(0, 16).Select(static i => i * i * 4.0)]));
        }

        if (withWindows)
        {
            features.AddWindows(Windows);
            foreach (WindowDefinition window in Windows)
            {
                features.Add(window.Name + "_feature", Feature.Number(window.Name).Log1p());
            }
        }
        else
        {
            foreach (string name in Numbers.Take(6))
            {
                features.Add(name + "_missing", Feature.Number(name).IsMissing());
            }
        }
    });

    private static WindowDefinition Window(string key, string? value, double days) => new()
    {
        Name = $"{key}_{value ?? "count"}_{(int)(days * 24)}h",
        Keys = [key],
        Aggregate = value is null ? WindowAggregate.Count : WindowAggregate.Sum,
        Value = value,
        Window = TimeSpan.FromDays(days),
    };

    /// <summary>Trees grown at random places, with thresholds where such features lie.</summary>
    public static TreeEnsemble Trees(int features, int count)
    {
        var random = new Random(11);
        return new TreeEnsemble(new TreeEnsembleDefinition
        {
            Trees = [.. Enumerable.Range(0, count).Select(_ => Tree(random, features))],
            FeatureCount = features,
            BaseMargin = [-2],
            Arithmetic = TreeArithmetic.Single,
            Link = LinkFunction.Sigmoid,
            Info = new ModelInfo { Kind = "tree-ensemble", Format = "code" },
        });
    }

    private static TreeDefinition Tree(Random random, int features)
    {
        const int Nodes = Leaves - 1;
        int[] left = [.. Enumerable.Repeat(int.MinValue, Nodes)], right = [.. Enumerable.Repeat(int.MinValue, Nodes)];
        var open = new List<(int Node, bool IsLeft)> { (0, true), (0, false) };
        for (int node = 1; node < Nodes; node++)
        {
            int place = random.Next(open.Count);
            (int parent, bool isLeft) = open[place];
            open.RemoveAt(place);
            (isLeft ? left : right)[parent] = node;
            open.Add((node, true));
            open.Add((node, false));
        }

        for (int leaf = 0; leaf < open.Count; leaf++)
        {
            (open[leaf].IsLeft ? left : right)[open[leaf].Node] = ~leaf;
        }

        return new TreeDefinition
        {
            Feature = [.. Enumerable.Range(0, Nodes).Select(_ => random.Next(features))],
            Threshold = [.. Enumerable.Range(0, Nodes).Select(_ => (double)(float)(random.NextDouble() * 6))],
            Kind = [.. Enumerable.Repeat(SplitKind.Less, Nodes)],
            Missing = [.. Enumerable.Repeat(MissingKind.NaN, Nodes)],
            DefaultLeft = [.. Enumerable.Range(0, Nodes).Select(_ => random.Next(2) == 0)],
            Left = left,
            Right = right,
            CategoryStart = new int[Nodes],
            CategoryLength = new int[Nodes],
            LeafValue = [.. Enumerable.Range(0, Leaves).Select(_ => (double)(float)((random.NextDouble() - 0.5) * 0.2))],
        };
    }

    private static string RuleText(int count) => string.Join('\n', Enumerable.Range(0, count).Select(static i => (i % 8) switch
    {
        0 => $"r{i}: Block if :amount: > {700 + i} and :card_country: != :ip_country: and :email_domain: in ('domain{i % 60}.net', 'domain{(i + 3) % 60}.net')",
        1 => $"r{i}: Review if :customer_age_days: < {i % 7} and :amount: > {200 + i}",
        2 => $"r{i}: Review if :is_disposable_email: and :ip_country: in ('PL', 'IT') and :amount: between {10 * (i % 50)} and {(10 * (i % 50)) + 40}",
        3 => $"r{i}: Allow if :card: = 'card_{i:D6}' and :amount: < 20",
        4 => $"r{i}: Review if :merchant_category: = 'mcc_{i % 40}' and :distance_km: > {2_000 + (10 * i)} and not :is_recurring:",
        5 => $"r{i}: Block if :cvc_check: = 'fail' and :avs_check: = 'mismatch' and :previous_declines: > {i % 4} and :session_seconds: < {20 + (i % 60)}",
        6 => $"r{i}: Review if :device_type: in ('tv', 'tablet') and :card_funding: = 'prepaid' and :amount: > {300 + (2 * i)} and :item_count: >= {1 + (i % 8)}",
        _ => $"r{i}: Request 3D Secure if :shipping_country: = 'US' and not :ip_country: = 'US' and :amount: > {500 + (3 * i)}",
    }));
}
