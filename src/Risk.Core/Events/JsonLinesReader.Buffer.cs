namespace Risk.Events;

/// <content>Lines within a buffer that moves over the source.</content>
public sealed partial class JsonLinesReader
{
    private bool TryTakeLine(out int start, out int length)
    {
        int searched = 0;
        while (true)
        {
            int end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                (start, length) = (_start, searched + end);
                _start += length + 1;
                if (length <= _options.MaximumLineBytes)
                {
                    return true;
                }

                ReportLongLine();
                searched = 0;
                continue;
            }

            searched = _end - _start;
            if (_isAtEnd)
            {
                (start, length) = (_start, searched);
                _start = _end;
                return length > 0;
            }

            if (searched > _options.MaximumLineBytes)
            {
                SkipLongLine();
                searched = 0;
                continue;
            }

            Fill();
        }
    }

    private void ReportLongLine()
    {
        LineNumber++;
        EventCount++;
        BadLineCount++;
        Add(RiskDiagnostic.Error(EventDiagnosticCodes.LineTooLong, $"The line is longer than {_options.MaximumLineBytes} bytes."), 0);
    }

    // Drops the rest of the line as well, without keeping it.
    private void SkipLongLine()
    {
        ReportLongLine();
        int end;
        do
        {
            (_start, _end) = (0, 0);
            Fill();
            end = _buffer.AsSpan(0, _end).IndexOf((byte)'\n');
        }
        while (end < 0 && !_isAtEnd);

        _start = end < 0 ? _end : end + 1;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int count = _source.Read(_buffer.AsSpan(_end));
        _isAtEnd = count == 0;
        _end += count;
        if (_options.Progress is { } progress && (_isAtEnd || _source.IsProgressDue))
        {
            progress(_source.ProgressAt(LineNumber));
        }
    }
}
