using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxImporter
{
    /// <summary>The operators the outputs depend on, each after those it depends on itself.</summary>
    private List<OnnxNode> Ordered()
    {
        Dictionary<string, OnnxNode> producers = new(StringComparer.Ordinal);
        foreach (OnnxNode node in _document.Graph.Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (_values.ContainsKey(output) || !producers.TryAdd(output, node))
                {
                    _problems.Error(OnnxCodes.Wiring, node.Place, $"there are two values of the name '{output}'.");
                }
            }
        }

        List<OnnxNode> ordered = [];
        Dictionary<OnnxNode, bool> states = [];
        Stack<OnnxNode> pending = new();
        foreach (OnnxValueInfo output in _document.Graph.Outputs)
        {
            if (producers.TryGetValue(output.Name, out OnnxNode? producer))
            {
                pending.Push(producer);
            }

            Visit(pending, producers, states, ordered);
        }

        return ordered;
    }

    // Depth first without recursion: a node is done when it is met again after all it depends on. The flag in states is
    // true once it is.
    private void Visit(Stack<OnnxNode> pending, Dictionary<string, OnnxNode> producers, Dictionary<OnnxNode, bool> states, List<OnnxNode> ordered)
    {
        while (pending.TryPop(out OnnxNode? node))
        {
            if (states.TryGetValue(node, out bool done))
            {
                if (!done)
                {
                    states[node] = true;
                    ordered.Add(node);
                }

                continue;
            }

            states[node] = false;
            pending.Push(node);
            foreach (string input in node.Inputs)
            {
                if (!producers.TryGetValue(input, out OnnxNode? producer))
                {
                    continue;
                }

                if (!states.TryGetValue(producer, out bool finished))
                {
                    pending.Push(producer);
                }
                else if (!finished)
                {
                    throw _problems.Fatal(OnnxCodes.Wiring, node.Place, $"the operator depends on itself through the value '{input}'.");
                }
            }
        }
    }

    private void ReadNode(OnnxNode node)
    {
        GraphValue?[] inputs = new GraphValue?[node.Inputs.Length];
        bool usable = true;
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = node.Inputs[i];
            if (name.Length > 0 && !_values.TryGetValue(name, out inputs[i]))
            {
                usable = false;
                if (!_failed.Contains(name))
                {
                    _problems.Error(OnnxCodes.Wiring, node.Place, $"the operator reads '{name}', which nothing gives.");
                }
            }
        }

        if (OnnxOperators.Find(node.FullName) is not { } read)
        {
            _problems.Error(OnnxCodes.Operator, node.Place, $"the operator {node.FullName} isn't read natively.", OnnxCodes.UseRuntime);
            usable = false;
        }
        else if (!_document.OperatorSets.TryGetValue(node.Domain, out long version))
        {
            _problems.Error(OnnxCodes.Version, node.Place, $"the file doesn't import the operator set of {node.FullName}.");
            usable = false;
        }
        else if (usable)
        {
            usable = TryRead(new OnnxNodeContext(node, version, inputs, _import), read);
        }

        if (!usable)
        {
            _failed.UnionWith(node.Outputs);
        }
    }

    private bool TryRead(OnnxNodeContext context, OnnxOperatorReader read)
    {
        OnnxNode node = context.Node;
        try
        {
            CheckAttributes(node);
            read(context);
            if (context.HasProblems)
            {
                return false;
            }
        }
        catch (GraphException problem)
        {
            string? advice = problem.Kind is GraphProblem.Unsupported or GraphProblem.MixesRows or GraphProblem.TooLarge ? OnnxCodes.UseRuntime : null;
            _problems.Error(Code(problem.Kind), node.Place, problem.Message, problem.Suggestion ?? advice);
            return false;
        }

        string[] unknown = [.. context.UnknownAttributes()];
        if (unknown.Length > 0)
        {
            _problems.Error(
                OnnxCodes.Attribute,
                node.Place,
                $"{node.Operator} has attributes that aren't known: {string.Join(", ", unknown)}.",
                OnnxCodes.UseRuntime);
            return false;
        }

        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length == 0)
            {
                continue;
            }

            if (context.Outputs[i] is { } value)
            {
                _values[node.Outputs[i]] = value;
            }
            else
            {
                _failed.Add(node.Outputs[i]);
                _problems.Error(
                    OnnxCodes.Operator, node.Place, string.Create(CultureInfo.InvariantCulture, $"output {i} of {node.Operator} isn't given natively."), OnnxCodes.UseRuntime);
            }
        }

        return true;
    }

    private static void CheckAttributes(OnnxNode node)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            if (!names.Add(attribute.Name))
            {
                throw GraphException.Attribute($"the attribute '{attribute.Name}' is given twice.");
            }

            if (attribute.Other is not null)
            {
                throw GraphException.Unsupported($"the attribute '{attribute.Name}' holds {attribute.Other}, which isn't read.");
            }
        }
    }
}
