using System.Runtime.CompilerServices;

namespace Risk.Scoring;

/// <summary>
/// Lends workspaces to calls without locks. A thread keeps the one that it used last, so a thread that serves one scorer pays for no atomic operation. The others lie in slots, one
/// per processor, taken by an atomic exchange: a call that is re-entered or comes from a new thread gets another workspace rather than a shared one. When all slots are empty a new
/// workspace is made; when its slot is taken on return it is dropped.
/// </summary>
internal sealed class WorkspacePool
{
    [ThreadStatic]
    private static ScoringWorkspace? _kept;

    // References lie eight cache lines' worth of slots apart so that processors do not share a line.
    private const int Spacing = 16;

    private readonly Func<WorkspacePool, ScoringWorkspace> _create;
    private readonly ScoringWorkspace?[] _slots;
    private readonly int _mask;

    public WorkspacePool(Func<WorkspacePool, ScoringWorkspace> create)
    {
        _create = create;
        int count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, Environment.ProcessorCount * 2));
        _mask = count - 1;
        _slots = new ScoringWorkspace?[count * Spacing];
    }

    public ScoringWorkspace Rent()
    {
        if (_kept is { } kept && kept.Owner == this)
        {
            _kept = null;
            return kept;
        }

        return RentShared();
    }

    public void Return(ScoringWorkspace workspace)
    {
        ScoringWorkspace? former = _kept;
        _kept = workspace;
        former?.Owner.ReturnShared(former);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ScoringWorkspace RentShared()
    {
        int start = Thread.GetCurrentProcessorId();
        return Interlocked.Exchange(ref _slots[(start & _mask) * Spacing], null) ?? RentSlow(start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReturnShared(ScoringWorkspace workspace)
    {
        int start = Thread.GetCurrentProcessorId();
        for (int i = 0; i <= _mask; i++)
        {
            ref ScoringWorkspace? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is null && Interlocked.CompareExchange(ref slot, workspace, null) is null)
            {
                return;
            }
        }
    }

    private ScoringWorkspace RentSlow(int start)
    {
        for (int i = 1; i <= _mask; i++)
        {
            ref ScoringWorkspace? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } workspace)
            {
                return workspace;
            }
        }

        return _create(this);
    }
}
