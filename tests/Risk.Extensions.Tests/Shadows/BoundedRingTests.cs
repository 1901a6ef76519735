using Risk.Extensions.Shadows;

namespace Risk.Extensions.Tests.Shadows;

public sealed class BoundedRingTests
{
    [Fact]
    public void It_keeps_the_order_and_tells_when_it_is_full()
    {
        var ring = new BoundedRing<int>(3);
        Assert.Equal(4, ring.Capacity);
        for (int lap = 0; lap < 5; lap++)
        {
            for (int i = 0; i < 4; i++)
            {
                Assert.True(ring.TryAdd(i));
            }

            Assert.False(ring.TryAdd(9));
            for (int i = 0; i < 4; i++)
            {
                Assert.True(ring.TryTake(out int value));
                Assert.Equal(i, value);
            }

            Assert.False(ring.TryTake(out _));
        }
    }

    [Fact]
    public async Task Nothing_is_lost_or_taken_twice_under_many_threads()
    {
        const int Writers = 3;
        const int Each = 20_000;
        var ring = new BoundedRing<int>(64);
        int[] seen = new int[Writers * Each];
        int left = seen.Length;
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                while (!ring.TryAdd((writer * Each) + i))
                {
                    Thread.Yield();
                }
            }
        }))];
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                if (ring.TryTake(out int value))
                {
                    Interlocked.Increment(ref seen[value]);
                    Interlocked.Decrement(ref left);
                }
                else
                {
                    Thread.Yield();
                }
            }
        }))];

        await Task.WhenAll([.. writers, .. readers]);

        Assert.All(seen, static count => Assert.Equal(1, count));
    }

    [Fact]
    public void What_was_taken_is_let_go()
    {
        var ring = new BoundedRing<object>(2);
        WeakReference reference = AddAndTake(ring);
        GC.Collect();

        Assert.False(reference.IsAlive);
        GC.KeepAlive(ring);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference AddAndTake(BoundedRing<object> ring)
    {
        object value = new();
        ring.TryAdd(value);
        ring.TryTake(out _);
        return new WeakReference(value);
    }
}
