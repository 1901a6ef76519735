namespace Risk.Onnx.Tests.Runtime;

public class OnnxModelConcurrencyTests
{
    private const int Threads = 8;

    [Fact]
    public void Threads_do_not_see_each_others_rows()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes(), options: new OnnxModelOptions { BatchRows = 4, Deadline = TimeSpan.FromMinutes(5) });
        int wrong = 0;
        Run(thread =>
        {
            float[] outputs = new float[7];
            for (int i = 0; i < 2_000; i++)
            {
                float x = thread + (i / 1000f);
                float expected = 1 / (1 + MathF.Exp(-(x + 0.25f)));
                model.Predict([x, 0, 0], outputs.AsSpan(0, 1));
                bool good = MathF.Abs(outputs[0] - expected) < 1e-5f;
                if (i % 10 == 0)
                {
                    float[] rows = [x, 0, 0, 0, 0, 0, x, 0, 0, 0, 0, 0, x, 0, 0, 0, 0, 0, x, 0, 0];
                    model.PredictBatch(rows, outputs);
                    good &= MathF.Abs(outputs[6] - expected) < 1e-5f && MathF.Abs(outputs[1] - outputs[3]) == 0;
                }

                if (!good)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });
        Assert.Equal(0, wrong);
        Assert.Equal(0, model.FailedCalls);
    }

    [Fact]
    public void A_model_disposed_under_load_finishes_its_calls_and_releases_its_session()
    {
        for (int round = 0; round < 25; round++)
        {
            OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
            int wrong = 0;
            using var started = new CountdownEvent(Threads);
            Run(
                _ =>
                {
                    float[] outputs = new float[1];
                    bool disposed = false;
                    for (int i = 0; i < 100_000 && !disposed; i++)
                    {
                        DecisionFlags flags = model.TryPredict([1, 0, 0], outputs);
                        disposed = flags == DecisionFlags.ModelFailed;
                        bool good = disposed ? float.IsNaN(outputs[0]) : MathF.Abs(outputs[0] - 0.7772999f) < 1e-5f;
                        if (!good)
                        {
                            Interlocked.Increment(ref wrong);
                        }

                        if (i == 5)
                        {
                            started.Signal();
                        }
                    }
                },
                () =>
                {
                    started.Wait();
                    model.Dispose();
                });
            Assert.Equal(0, wrong);
            Assert.True(model.IsReleased);
        }
    }

    private static void Run(Action<int> work, Action? beside = null)
    {
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                work(thread);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        beside?.Invoke();
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Null(failure);
    }
}
