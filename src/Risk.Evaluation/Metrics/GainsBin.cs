namespace Risk.Evaluation;

/// <summary>One of equally large groups of events, the highest scores first.</summary>
/// <param name="Count">Events in the group.</param>
/// <param name="Bad">Bad events in the group. Events of equal score share their bad ones evenly, so it need not be whole.</param>
/// <param name="LowestScore">The lowest score in the group.</param>
/// <param name="CumulativeRecall">The share of all bad events in this group and those before, 0 to 1.</param>
/// <param name="Lift">The group's share of bad events over the share among all; 1 is no better than chance.</param>
public readonly record struct GainsBin(long Count, double Bad, double LowestScore, double CumulativeRecall, double Lift);
