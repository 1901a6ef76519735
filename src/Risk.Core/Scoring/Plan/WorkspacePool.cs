namespace Risk.Scoring;

/// <summary>
/// Lends workspaces to calls without locks: one slot per processor, taken by an atomic exchange, so a call that is interrupted,
/// re-entered or moved to another processor gets another workspace rather than a shared one. When all slots are empty a new
/// workspace is made; when its slot is taken on return it is dropped.
/// </summary>
internal sealed class WorkspacePool<TWorkspace>
    where TWorkspace : class
{
    // References lie eight cache lines' worth of slots apart so that processors do not share a line.
    private const int Spacing = 16;

    private readonly Func<TWorkspace> _create;
    private readonly TWorkspace?[] _slots;
    private readonly int _mask;

    public WorkspacePool(Func<TWorkspace> create)
    {
        _create = create;
        int count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, Environment.ProcessorCount * 2));
        _mask = count - 1;
        _slots = new TWorkspace?[count * Spacing];
    }

    public TWorkspace Rent()
    {
        int start = Thread.GetCurrentProcessorId();
        return Interlocked.Exchange(ref _slots[(start & _mask) * Spacing], null) ?? RentSlow(start);
    }

    public void Return(TWorkspace workspace)
    {
        int start = Thread.GetCurrentProcessorId();
        for (int i = 0; i <= _mask; i++)
        {
            ref TWorkspace? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is null && Interlocked.CompareExchange(ref slot, workspace, null) is null)
            {
                return;
            }
        }
    }

    private TWorkspace RentSlow(int start)
    {
        for (int i = 1; i <= _mask; i++)
        {
            ref TWorkspace? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } workspace)
            {
                return workspace;
            }
        }

        return _create();
    }
}
