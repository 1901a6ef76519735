namespace Risk.Models.Trees;

public sealed partial class TreeEnsemble
{
    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins)
    {
        if (features.Length != _definition.FeatureCount)
            ThrowRowLength(features.Length, nameof(features));
        if (margins.Length != _definition.MarginCount)
            ThrowOutputLength(margins.Length, _definition.MarginCount, nameof(margins));

        _rowEngine.PredictMargin(features, margins);
    }

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins)
    {
        if (features.Length != _definition.FeatureCount)
            ThrowRowLength(features.Length, nameof(features));
        if (margins.Length != _definition.MarginCount)
            ThrowOutputLength(margins.Length, _definition.MarginCount, nameof(margins));

        _doubleEngine.PredictMargin(features, margins);
    }

    /// <inheritdoc/>
    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        int count = RowCount(rows.Length, margins.Length, _definition.MarginCount);
        if (margins.Length != count * _definition.MarginCount)
            ThrowOutputLength(margins.Length, count * _definition.MarginCount, nameof(margins));

        MarginsOfRows(rows, margins, count);
    }

    private void MarginsOfRows(ReadOnlySpan<float> rows, Span<double> margins, int count)
    {
        if (_batchEngine is not null && count > 1)
        {
            _batchEngine.PredictMarginBatch(rows, margins);
            return;
        }

        int features = _definition.FeatureCount;
        int width = _definition.MarginCount;
        for (int row = 0; row < count; row++)
        {
            _rowEngine.PredictMargin(rows.Slice(row * features, features), margins.Slice(row * width, width));
        }
    }

    // A model of no features has rows of no length: their number follows from the outputs then.
    private int RowCount(int values, int outputs, int outputsPerRow)
    {
        int features = _definition.FeatureCount;
        if (features == 0)
            return values == 0 ? outputs / outputsPerRow : ThrowRowsLength(values);
        return values % features == 0 ? values / features : ThrowRowsLength(values);
    }

    private void ThrowRowLength(int length, string parameter) =>
        throw new ArgumentException($"The model takes rows of {_definition.FeatureCount} features, but the row has {length} values.", parameter);

    private int ThrowRowsLength(int length) =>
        throw new ArgumentException($"The model takes rows of {_definition.FeatureCount} features; {length} values are not a whole number of rows.", "rows");

    private static void ThrowOutputLength(int length, int expected, string parameter) =>
        throw new ArgumentException($"The span has room for {length} values, but {expected} are written.", parameter);
}
