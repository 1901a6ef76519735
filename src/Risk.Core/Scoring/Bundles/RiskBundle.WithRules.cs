namespace Risk;

public sealed partial class RiskBundle
{
    /// <summary>The same bundle with other rules, to try them out before they are shipped.</summary>
    /// <param name="path">A rules file; it may name what the bundle's own may: attributes, lists, the models' outputs.</param>
    /// <returns>A bundle whose version names the replaced rules' fingerprint. It has no golden events: those are decided by the rules they came with.</returns>
    /// <exception cref="RiskFormatException">The file can't be read or has errors; all of them.</exception>
    public RiskBundle WithRules(string path)
    {
        RuleSet rules = RuleSet.Load(path, Schema, RuleOptions);
        return new RiskBundle
        {
            Name = Name,
            Version = $"{Version}+{rules.Fingerprint}",
            Schema = Schema,
            Pipeline = Pipeline,
            Models = Models,
            Rules = rules,
            RuleOptions = RuleOptions,
            Policy = Policy,
            ReasonMode = ReasonMode,
            Reasons = Reasons,
            Metrics = Metrics,
            Baselines = Baselines,
            Golden = [],
            Warnings = rules.Diagnostics,
        };
    }
}
