using System.Globalization;
using Risk.Events;
using Risk.Internals;
using Risk.Rules.Diagnostics;
using Risk.Rules.Functions;
using Risk.Rules.Syntax;
using Risk.Velocity;

namespace Risk.Rules.Binding;

internal sealed partial class Binder
{
    private const double LongestWindow = 400d * DurationSyntax.SecondsPerDay;

    private BoundExpression? BindAttribute(AttributeSyntax syntax)
    {
        if (!syntax.IsMetadata && _defines.TryGetValue(syntax.Name, out DefineEntry? define))
        {
            return Expand(define, syntax.Span);
        }

        int position = PositionOf(syntax);
        if (position < 0)
        {
            if (!syntax.IsGuess)
            {
                ReportUnknown(syntax);
            }

            return null;
        }

        AttributeDefinition definition = position < _schema.Count ? _schema[position] : _computed[position - _schema.Count];
        return new BoundAttribute(position, definition, TypeOf(definition.Kind), syntax.Span.Start, syntax.Span.Length);
    }

    private int PositionOf(AttributeSyntax syntax)
    {
        if (syntax.IsMetadata)
        {
            int exact = _schema.IndexOf($"::{syntax.Name}::");
            int bare = exact >= 0 ? exact : _schema.IndexOf(syntax.Name);
            return bare >= 0 && _schema[bare].IsMetadata ? bare : -1;
        }

        int position = _schema.IndexOf(syntax.Name);
        if (position >= 0)
        {
            return _schema[position].IsMetadata ? -1 : position;
        }

        return IsModelOutput(syntax.Name) ? AddComputed(syntax.Name) : -1;
    }

    private int AddComputed(string name)
    {
        if (!_computedPositions.TryGetValue(name, out int position))
        {
            position = _schema.Count + _computed.Count;
            _computedPositions.Add(name, position);
            _computed.Add(new AttributeDefinition(name, AttributeKind.Number));
        }

        return position;
    }

    private static BoundType TypeOf(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => BoundType.Number,
        AttributeKind.Text => BoundType.Text,
        AttributeKind.Token => BoundType.Token,
        AttributeKind.Country => BoundType.Country,
        AttributeKind.Boolean => BoundType.Boolean,
        _ => BoundType.Timestamp,
    };

    private void ReportUnknown(AttributeSyntax syntax)
    {
        string shown = Shorten(syntax.Name);
        if (syntax.IsMetadata)
        {
            bool isPlain = _schema.IndexOf(syntax.Name) >= 0;
            string? nearKey = EditDistance.Nearest(syntax.Name, [.. _schema.Attributes.Where(static a => a.IsMetadata).Select(static a => MetadataName.KeyOf(a.Name))]);
            _diagnostics.Error(
                RuleDiagnosticCodes.UnknownAttribute, syntax.Span, isPlain ? $"'{shown}' is an attribute, not metadata" : $"the schema has no metadata '{shown}'",
                isPlain ? $"write ':{syntax.Name}:'" : nearKey is null ? "add it to the schema" : $"did you mean '::{nearKey}::'?");
            return;
        }

        int metadata = _schema.IndexOf($"::{syntax.Name}::");
        metadata = metadata >= 0 ? metadata : _schema.IndexOf(syntax.Name);
        if (metadata >= 0)
        {
            _diagnostics.Error(RuleDiagnosticCodes.MetadataNotClosed, syntax.Span, $"'{shown}' is metadata, which stands between double colons", $"write '::{syntax.Name}::'");
            return;
        }

        string? near = NearestAttribute(syntax.Name);
        _diagnostics.Error(
            RuleDiagnosticCodes.UnknownAttribute, syntax.Span, $"there is no attribute ':{shown}:'",
            near is not null ? $"did you mean ':{near}:'?" : "add it to the schema; metadata is written '::key::'");
    }

    private BoundExpression? BindCall(CallSyntax syntax)
    {
        RuleFunction? function = RuleFunctions.Find(syntax.Name);
        WindowFunction? window = RuleFunctions.FindWindow(syntax.Name);
        bool endsInDuration = syntax.Arguments.Count > 0 && syntax.Arguments[^1] is DurationSyntax;
        if (window is not null && (function is null || endsInDuration))
        {
            return BindWindow(window, syntax);
        }

        if (function is null)
        {
            ReportUnknownFunction(syntax);
            foreach (ExpressionSyntax argument in syntax.Arguments.Span)
            {
                Bind(argument);
            }

            return null;
        }

        return BindCall(function, syntax);
    }

    private BoundCall? BindCall(RuleFunction function, CallSyntax syntax)
    {
        int count = syntax.Arguments.Count;
        bool isGood = CheckCount(function, syntax);
        var arguments = new BoundExpression[count];
        for (int i = 0; i < count; i++)
        {
            BoundExpression? argument = i < function.MaximumArguments && function.ParameterAt(i) is { Kind: RuleParameterKind.Boolean }
                ? BindCondition(syntax.Arguments[i])
                : Bind(syntax.Arguments[i]);
            if (argument is null)
            {
                isGood = false;
            }
            else
            {
                arguments[i] = argument;
            }
        }

        for (int i = 0; i < count && isGood; i++)
        {
            isGood &= CheckArgument(function, syntax, arguments, i);
        }

        return isGood ? new BoundCall(function, arguments, function.ResultTypeOf(arguments), syntax.Span.Start, syntax.Span.Length) : null;
    }

    private bool CheckCount(RuleFunction function, CallSyntax syntax)
    {
        int count = syntax.Arguments.Count;
        if (count >= function.MinimumArguments && count <= function.MaximumArguments)
        {
            return true;
        }

        string needed = function.MinimumArguments == function.MaximumArguments ? Plural(function.MinimumArguments)
            : function.MaximumArguments == RuleFunction.AnyNumber ? $"at least {Plural(function.MinimumArguments)}"
            : $"{function.MinimumArguments} to {Plural(function.MaximumArguments)}";
        _diagnostics.Error(
            RuleDiagnosticCodes.WrongArgumentCount, syntax.Span, string.Create(CultureInfo.InvariantCulture, $"'{function.Name}' takes {needed}, not {count}"),
            $"write {function.Signature}");
        return false;
    }

    private static string Plural(int count) => count == 1 ? "1 argument" : string.Create(CultureInfo.InvariantCulture, $"{count} arguments");

    private bool CheckArgument(RuleFunction function, CallSyntax syntax, BoundExpression[] arguments, int index)
    {
        RuleParameter parameter = function.ParameterAt(index);
        BoundExpression argument = arguments[index];
        ExpressionSyntax written = syntax.Arguments[index];
        BoundType wanted = parameter.Kind == RuleParameterKind.SameAsFirst ? arguments[0].Type : BoundType.Number;
        if (IsMetadataText(argument) && wanted == BoundType.Number
            && parameter.Kind is RuleParameterKind.Number or RuleParameterKind.SameAsFirst)
        {
            arguments[index] = argument = argument with { Type = BoundType.Number };
        }

        if (parameter.IsConstant && argument is not (BoundText or BoundNumber or BoundTruth))
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.WrongArgument, written.Span, $"the {parameter.Name} of '{function.Name}' is written in the rule, not read from the event",
                $"write {function.Signature}");
            return false;
        }

        if (!parameter.Accepts(argument.Type, arguments[0].Type))
        {
            string wantedName = parameter.Kind switch
            {
                RuleParameterKind.Number => "a number",
                RuleParameterKind.Duration => "a duration",
                RuleParameterKind.Text => "a text",
                RuleParameterKind.Boolean => "a condition",
                RuleParameterKind.Timestamp => "a time",
                _ => Name(arguments[0].Type),
            };
            _diagnostics.Error(
                RuleDiagnosticCodes.WrongArgument, written.Span, $"the {parameter.Name} of '{function.Name}' must be {wantedName}, and this is {Name(argument.Type)}",
                argument is BoundText { Value: var value } && IsNumber(value) && parameter.Kind == RuleParameterKind.Number ? $"write {value.Trim()} without quotes" : $"write {function.Signature}");
            return false;
        }

        if (function.CheckConstant(index, argument) is { } problem)
        {
            _diagnostics.Error(RuleDiagnosticCodes.WrongArgument, written.Span, problem);
            return false;
        }

        return true;
    }

    private void ReportUnknownFunction(CallSyntax syntax)
    {
        string? meant = syntax.Name switch
        {
            "isnull" or "is_null" or "missing" or "ismissing" or "is_empty" or "isempty" => "is_missing",
            "notnull" or "not_null" or "is_present" or "present" or "has" => "exists",
            "ifnull" or "nvl" or "default" => "coalesce",
            "len" or "size" or "strlen" => "length",
            "lowercase" or "tolower" or "lcase" => "lower",
            "uppercase" or "toupper" or "ucase" => "upper",
            "average" or "mean" => "avg",
            "count_distinct" or "unique" or "distinct_count" => "distinct",
            "velocity" or "counter" => "count",
            "distance" or "haversine" => "distance_km",
            "dayofweek" or "day_of_week" => "weekday",
            "datediff" => "days_between",
            "levenshtein" or "jaro_winkler" => "similarity",
            "any" or "one_of" => "any_of",
            "all" => "all_of",
            "cidr" or "ip_in" => "in_cidr",
            "ceiling" => "ceil",
            _ => null,
        };
        meant = meant is not null && RuleFunctions.Names.Contains(meant) ? meant : EditDistance.Nearest(syntax.Name, [.. RuleFunctions.Names]);
        string? fix = meant is not null ? $"did you mean '{meant}'?" : syntax.Name is "now" or "today" ? "write 'age(:time:)' for the seconds since a time" : null;
        _diagnostics.Error(RuleDiagnosticCodes.UnknownFunction, NameSpanOf(syntax), $"there is no function '{Shorten(syntax.Name)}'", fix);
    }

    private static SourceSpan NameSpanOf(CallSyntax syntax) => syntax.Span.Start < 0 ? syntax.Span : new SourceSpan(syntax.Span.Start, syntax.Name.Length);

    /// <summary>Binds a call of a window function as a computed column, one for each distinct window.</summary>
    private BoundExpression? BindWindow(WindowFunction function, CallSyntax syntax)
    {
        if (!CheckCount(function, syntax))
        {
            return null;
        }

        string? key = KeyOf(function, syntax, function.KeyIndex, needsNumber: false);
        string? value = function.ValueIndex < 0 ? null : KeyOf(function, syntax, function.ValueIndex, function.Aggregate != WindowAggregate.Distinct);
        double seconds = LongestWindow;
        if (function.WindowIndex >= 0)
        {
            ExpressionSyntax written = syntax.Arguments[function.WindowIndex];
            if (written is not DurationSyntax duration)
            {
                _diagnostics.Error(
                    RuleDiagnosticCodes.WrongWindow, written.Span, $"the window of '{function.Name}' is a duration",
                    written is NumberSyntax ? $"write {written}h for hours, {written}d for days" : "write a duration such as 1h or 7d");
                return null;
            }

            seconds = duration.Seconds;
            if (seconds is < 1 or > LongestWindow)
            {
                _diagnostics.Error(RuleDiagnosticCodes.WrongWindow, written.Span, "a window lasts from one second to 400 days");
                return null;
            }
        }

        if (key is null || (value is null && function.ValueIndex >= 0))
        {
            return null;
        }

        string name = WindowName(function, key, value, seconds);
        bool isNew = !_computedPositions.ContainsKey(name);
        int position = AddComputed(name);
        if (isNew)
        {
            _windows.Add(new WindowDefinition
            {
                Name = name,
                Keys = [key],
                Aggregate = function.Aggregate,
                Value = value,
                Window = TimeSpan.FromSeconds(seconds),
            });
        }

        return new BoundAttribute(position, _computed[position - _schema.Count], BoundType.Number, syntax.Span.Start, syntax.Span.Length);
    }

    /// <summary>The column an argument of a window names, or null after a report.</summary>
    private string? KeyOf(WindowFunction function, CallSyntax syntax, int index, bool needsNumber)
    {
        ExpressionSyntax argument = syntax.Arguments[index];
        string what = function.ParameterAt(index).Name;
        if (argument is not AttributeSyntax attribute || (!attribute.IsMetadata && _defines.ContainsKey(attribute.Name)))
        {
            if (argument is not ErrorSyntax)
            {
                _diagnostics.Error(
                    RuleDiagnosticCodes.WrongWindow, argument.Span, $"the {what} of '{function.Name}' is an attribute of the event", $"write {function.Signature} with attributes such as ':card_fingerprint:'");
            }

            return null;
        }

        int position = PositionOf(attribute);
        if (position < 0)
        {
            ReportUnknown(attribute);
            return null;
        }

        if (position >= _schema.Count)
        {
            _diagnostics.Error(RuleDiagnosticCodes.WrongWindow, argument.Span, $"the {what} of '{function.Name}' is an attribute of the event, and ':{attribute.Name}:' is computed");
            return null;
        }

        if (needsNumber && _schema[position].Kind is not (AttributeKind.Number or AttributeKind.Boolean))
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.WrongWindow, argument.Span, $"the {what} of '{function.Name}' must be a number, and this is {Name(TypeOf(_schema[position].Kind))}",
                "count distinct values with 'distinct(value, key, window)'");
            return null;
        }

        return _schema[position].Name;
    }

    /// <summary>The canonical text of a call: equal windows have one name, whatever unit their length was written in.</summary>
    private string WindowName(WindowFunction function, string key, string? value, double seconds)
    {
        string keyText = Spell(key);
        string valueText = value is null ? "" : $"{Spell(value)}, ";
        if (function.WindowIndex < 0)
        {
            return $"{function.Name}({valueText}{keyText})";
        }

        char unit = seconds % DurationSyntax.SecondsPerDay == 0 ? 'd' : seconds % DurationSyntax.SecondsPerHour == 0 ? 'h' : seconds % DurationSyntax.SecondsPerMinute == 0 ? 'm' : 's';
        return string.Create(CultureInfo.InvariantCulture, $"{function.Name}({valueText}{keyText}, {seconds / DurationSyntax.SecondsPer(unit)}{unit})");
    }

    private string Spell(string column)
    {
        AttributeDefinition definition = _schema[_schema.IndexOf(column)];
        return SyntaxPrinter.Attribute(MetadataName.KeyOf(definition.Name), definition.IsMetadata);
    }
}
