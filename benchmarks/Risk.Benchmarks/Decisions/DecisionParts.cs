using Risk.Benchmarks.EndToEnd;
using Risk.Events;
using Risk.Features;
using Risk.Rules.Selection;
using Risk.Scoring;
using Risk.Velocity;

namespace Risk.Benchmarks.Decisions;

/// <summary>
/// The parts of a scorer of <see cref="DecisionWorkload"/>, compiled together as the scorer compiles them and called one by one: each method is the stretch of the way up to a part,
/// so the difference of two is what the part costs where it stands.
/// </summary>
internal sealed class DecisionParts
{
    private readonly DecisionPayments _payments = new(seed: 5);
    private readonly IEventReader<DecisionPayment> _reader = DecisionPayment.EventReader;
    private readonly IWindowReader? _windows;
    private readonly FeatureVectorizer _vectorizer;
    private readonly ModelStage _model;
    private readonly CompiledRules _rules;
    private readonly AttributeRow _row;
    private readonly AttributeRow _unread;
    private readonly ScoringWorkspace _workspace;
    private readonly float[] _features;

    public DecisionParts(DecisionWorkload workload)
    {
        var layout = new AttributeLayoutBuilder(_reader.Schema);
        _windows = workload.Pipeline.Windows.Count == 0 ? null : new VelocityStore(new VelocityOptions { Clock = null }).Compile([.. workload.Pipeline.Windows], layout);
        _vectorizer = workload.Pipeline.Compile(layout);
        _model = new ModelStage(new ScorerModel(workload.Model), vectorizer: null, layout);
        _rules = new CompiledRules(workload.Rules, layout, explain: false);
        AttributeLayout built = layout.Build();
        _row = built.CreateRow();
        _unread = new AttributeLayoutBuilder(_reader.Schema).Build().CreateRow();
        var sizes = new WorkspaceSizes(_model.FeatureCount, _model.MarginCount, _model.OutputCount, _rules.WordCount);
        AttributeRow row = _row;
        _workspace = new WorkspacePool(pool => new ScoringWorkspace(pool, row, sizes)).Rent();
        _features = new float[_model.FeatureCount];
    }

    /// <summary>The strategies that were chosen, and why.</summary>
    public override string ToString() =>
        $"{_model.FeatureCount} features, {_model.Model.Info.Kind} {_model.Model.Info.Engine} ({_model.Model.Info.MemoryBytes:N0} bytes, {_model.Model.Info.EngineReason}), rules {_rules.Program.Strategy}";

    /// <summary>Takes the next payment.</summary>
    public DecisionPayment Next() => _payments.Next();

    /// <summary>Clears a row.</summary>
    public AttributeRow Clear()
    {
        _row.Clear();
        return _row;
    }

    /// <summary>Fills a row none of whose attributes is read: numbers alone are written.</summary>
    public AttributeRow FillUnread()
    {
        DecisionPayment payment = _payments.Next();
        _unread.Clear();
        _reader.Read(in payment, _unread);
        return _unread;
    }

    /// <summary>Fills the row, texts in the forms that windows, features and rules read.</summary>
    public AttributeRow Fill()
    {
        DecisionPayment payment = _payments.Next();
        _row.Clear();
        _reader.Read(in payment, _row);
        return _row;
    }

    /// <summary>And reads the windows.</summary>
    public AttributeRow Read()
    {
        AttributeRow row = Fill();
        _windows?.Read(row);
        return row;
    }

    /// <summary>And records the event.</summary>
    public AttributeRow Record()
    {
        AttributeRow row = Fill();
        _windows?.ReadAndRecord(row);
        return row;
    }

    /// <summary>And makes the features.</summary>
    public DecisionFlags Vectorize() => _vectorizer.Transform(Record(), _features);

    /// <summary>And scores them.</summary>
    public double Predict()
    {
        Vectorize();
        return _model.Score(_features, _workspace).Probability;
    }

    /// <summary>And evaluates the rules and picks the one that decides.</summary>
    public int Evaluate()
    {
        Predict();
        return _rules.Evaluate(_row, _workspace.Matched, []).Rule;
    }
}
