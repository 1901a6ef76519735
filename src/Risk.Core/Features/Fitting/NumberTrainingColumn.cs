using Risk.Events;

namespace Risk.Features.Fitting;

/// <summary>Numbers, booleans, timestamps and windows.</summary>
/// <param name="name">The column's name: windows may lie elsewhere in other layouts, or be read by nothing there.</param>
/// <param name="position">Its position in the rows that are added.</param>
internal sealed class NumberTrainingColumn(string name, int position) : TrainingColumn
{
    private readonly List<double> _values = [];
    private AttributeLayout? _layout;
    private int _target;

    public override void Add(AttributeRow row) => _values.Add(row.GetNumber(position));

    public override void Fill(int index, AttributeRow row)
    {
        if (row.Layout != _layout)
        {
            _layout = row.Layout;
            _target = row.Layout.Columns.IndexOf(name);
        }

        if (_target >= 0)
        {
            row.SetNumber(_target, _values[index]);
        }
    }
}
