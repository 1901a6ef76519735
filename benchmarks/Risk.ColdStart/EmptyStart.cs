namespace Risk.ColdStart;

/// <summary>The control: a process that reads the files and does nothing with them.</summary>
internal static class EmptyStart
{
    public static void Run(string source, byte[] schema)
    {
        var marks = new Marks();
        GC.KeepAlive(source);
        GC.KeepAlive(schema);
        marks.Add("nothing");
        marks.Print();
    }
}
