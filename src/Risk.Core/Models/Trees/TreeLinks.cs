namespace Risk.Models.Trees;

/// <summary>Link functions in plain double arithmetic.</summary>
internal static class TreeLinks
{
    internal static void Apply(LinkFunction link, double scale, ReadOnlySpan<double> margins, Span<double> outputs)
    {
        switch (link)
        {
            case LinkFunction.Softmax:
            case LinkFunction.SoftmaxZero:
                Softmax(margins, outputs, keepZeros: link == LinkFunction.SoftmaxZero);
                return;
            case LinkFunction.ArgMax:
                outputs[0] = IndexOfMaximum(margins);
                return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Apply(link, scale, margins[i]);
        }
    }

    private static double Apply(LinkFunction link, double scale, double margin) => link switch
    {
        LinkFunction.Sigmoid => 1 / (1 + Math.Exp(-scale * margin)),
        LinkFunction.Exponential => Math.Exp(margin),
        LinkFunction.SignedSquare => margin < 0 ? -(margin * margin) : margin * margin,
        LinkFunction.SoftPlus => margin > 0 ? margin + Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)),
        LinkFunction.Step => margin > 0 ? 1 : 0,
        _ => margin,
    };

    private static void Softmax(ReadOnlySpan<double> margins, Span<double> outputs, bool keepZeros)
    {
        double maximum = margins[IndexOfMaximum(margins)];
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            outputs[i] = keepZeros && margins[i] == 0 ? 0 : Math.Exp(margins[i] - maximum);
            sum += outputs[i];
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] /= sum;
        }
    }

    private static int IndexOfMaximum(ReadOnlySpan<double> margins)
    {
        int best = 0;
        for (int i = 1; i < margins.Length; i++)
        {
            if (margins[i] > margins[best])
                best = i;
        }

        return best;
    }
}
