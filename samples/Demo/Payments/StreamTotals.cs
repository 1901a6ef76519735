using System.Diagnostics;
using System.Globalization;
using Risk;
using Spectre.Console;

namespace Demo.Payments;

/// <summary>What the policy's decisions on the test days were worth, and how long they took.</summary>
internal sealed class StreamTotals(ExpectedValueModel values)
{
    private readonly int[,] _actions = new int[4, 2];
    private double _lossWithout;
    private double _lossWith;
    private double _earningsLost;

    /// <summary>Mean bytes a decision allocated.</summary>
    public double Allocated { get; set; }

    public void Add(in StreamPayment payment, RiskAction action)
    {
        bool fraud = payment.IsFraud > 0;
        _actions[(int)action, fraud ? 1 : 0]++;
        double loss = payment.AmountMinor + values.DisputeFee;
        double passes = action switch { RiskAction.Block => 0, RiskAction.Review => 1 - values.ReviewCatch, _ => 1 };
        _lossWithout += fraud ? loss : 0;
        _lossWith += fraud ? loss * passes : 0;
        _earningsLost += action == RiskAction.Review ? values.ReviewCost ?? 0 : 0;
        _earningsLost += !fraud && action == RiskAction.Block ? (values.Margin * payment.AmountMinor) + values.InsultCost : 0;
    }

    public void Print(long[] ticks)
    {
        int caught = _actions[(int)RiskAction.Block, 1] + _actions[(int)RiskAction.Review, 1];
        int stopped = caught + _actions[(int)RiskAction.Block, 0] + _actions[(int)RiskAction.Review, 0];
        int fraud = caught + _actions[(int)RiskAction.Allow, 1] + _actions[(int)RiskAction.Challenge, 1];
        Array.Sort(ticks);
        Table table = new Table().Title("Test days 130 to 179 (money in units of the card's currency)").AddColumn("figure").AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("fraud", Text($"{fraud}"));
        table.AddRow("precision of block and review", Text($"{(double)caught / stopped:P1}"));
        table.AddRow("recall", Text($"{(double)caught / fraud:P1}"));
        table.AddRow("blocked good / bad", Text($"{_actions[(int)RiskAction.Block, 0]} / {_actions[(int)RiskAction.Block, 1]}"));
        table.AddRow("reviewed good / bad", Text($"{_actions[(int)RiskAction.Review, 0]} / {_actions[(int)RiskAction.Review, 1]}"));
        table.AddRow("loss without a policy", Text($"{_lossWithout / 100:N0}"));
        table.AddRow("loss with it", Text($"{_lossWith / 100:N0}"));
        table.AddRow("cost of reviews and refusals", Text($"{_earningsLost / 100:N0}"));
        table.AddRow("[bold]saved[/]", Text($"[bold]{(_lossWithout - _lossWith - _earningsLost) / 100:N0}[/]"));
        table.AddRow("p50 a payment, windows included", Time(ticks, 0.5));
        table.AddRow("p99", Time(ticks, 0.99));
        table.AddRow("p99.9", Time(ticks, 0.999));
        table.AddRow("bytes a decision (history grows, decisions do not)", Text($"{Allocated:0.##}"));
        AnsiConsole.Write(table);
    }

    private static string Time(long[] sorted, double quantile) => Text($"{sorted[(int)(quantile * (sorted.Length - 1))] * 1e9 / Stopwatch.Frequency:N0} ns");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
