namespace Risk.Benchmarks.Rules;

/// <summary>Rules as a programmer writes them, compiled at setup. Public because the compiled assembly implements it.</summary>
public interface IHandWrittenRules
{
    /// <summary>Makes an object with a typed field an attribute of every event.</summary>
    void Load(object?[][] events);

    /// <summary>The type of those objects.</summary>
    Type RecordType { get; }

    /// <summary>Sets a bit a rule that matches.</summary>
    void Evaluate(int index, ulong[] matched);

    /// <summary>The delegates to call in <see cref="EvaluateDelegates"/>.</summary>
    void Use(Delegate[] rules);

    /// <summary>The same by calling a delegate a rule.</summary>
    void EvaluateDelegates(int index, ulong[] matched);
}
