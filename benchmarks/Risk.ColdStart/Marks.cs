using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Risk.ColdStart;

/// <summary>What a process has done up to some moments: time, methods compiled, bytes of their IL. Printed as one line a moment.</summary>
internal sealed class Marks
{
    private const int Most = 8;

    private readonly string[] _names = new string[Most];
    private readonly double[] _milliseconds = new double[Most];
    private readonly long[] _methods = new long[Most];
    private readonly long[] _bytes = new long[Most];
    private readonly long _methodsBefore;
    private readonly long _bytesBefore;
    private readonly long _start;
    private int _count;

    public Marks()
    {
        // Once in vain, so that what a mark itself needs is compiled.
        Add("");
        _count = 0;
        _methodsBefore = JitInfo.GetCompiledMethodCount();
        _bytesBefore = JitInfo.GetCompiledILBytes();
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Notes what has passed since the beginning.</summary>
    public void Add(string name)
    {
        _milliseconds[_count] = Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
        _methods[_count] = JitInfo.GetCompiledMethodCount() - _methodsBefore;
        _bytes[_count] = JitInfo.GetCompiledILBytes() - _bytesBefore;
        _names[_count++] = name;
    }

    /// <summary>Prints name, milliseconds, methods and bytes of each moment, with tabs between.</summary>
    public void Print()
    {
        for (int i = 0; i < _count; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_names[i]}\t{_milliseconds[i]:0.000}\t{_methods[i]}\t{_bytes[i]}"));
        }
    }
}
