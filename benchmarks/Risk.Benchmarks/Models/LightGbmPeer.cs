using System.Runtime.InteropServices;
using System.Text;

namespace Risk.Benchmarks.Models;

/// <summary>LightGBM by its C API, from its own NuGet package: the call for single rows whose settings were made ready before, on one thread.</summary>
internal sealed unsafe partial class LightGbmPeer : IDisposable
{
    private const string Library = "lib_lightgbm";
    private const int Probability = 0;
    private const int AllIterations = -1;
    private const int Float32 = 0;

    private readonly nint _booster;
    private readonly nint _call;

    public LightGbmPeer(byte[] model, int features)
    {
        Ensure(LGBM_BoosterLoadModelFromString(Encoding.UTF8.GetString(model), out _, out _booster));
        Ensure(LGBM_BoosterPredictForMatSingleRowFastInit(_booster, Probability, 0, AllIterations, Float32, features, "num_threads=1", out _call));
    }

    /// <summary>Null where the package has no library for this machine.</summary>
    public static LightGbmPeer? TryCreate(byte[] model, int features) =>
        NativeLibrary.TryLoad(Library, typeof(LightGbmPeer).Assembly, null, out _) ? new LightGbmPeer(model, features) : null;

    public float Predict(ReadOnlySpan<float> row)
    {
        double probability;
        fixed (float* values = row)
        {
            Ensure(LGBM_BoosterPredictForMatSingleRowFast(_call, values, out _, &probability));
        }

        return (float)probability;
    }

    public void Dispose()
    {
        _ = LGBM_FastConfigFree(_call);
        _ = LGBM_BoosterFree(_booster);
    }

    private static void Ensure(int result)
    {
        if (result != 0)
            throw new InvalidOperationException("LightGBM: " + Marshal.PtrToStringUTF8(LGBM_GetLastError()));
    }

    [LibraryImport(Library)]
    private static partial nint LGBM_GetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterLoadModelFromString(string model, out int iterations, out nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFastInit(
        nint booster, int kind, int firstIteration, int iterations, int valueType, int columns, string parameters, out nint call);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFast(nint call, float* row, out long count, double* result);

    [LibraryImport(Library)]
    private static partial int LGBM_FastConfigFree(nint call);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterFree(nint booster);
}
