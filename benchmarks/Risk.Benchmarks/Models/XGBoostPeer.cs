using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Risk.Benchmarks.Models;

/// <summary>libxgboost by its C API, one thread, in place: the fastest call it has for a row.</summary>
internal sealed partial class XGBoostPeer : IDisposable
{
    private const string Library = "libxgboost.so.0";

    private readonly nint _booster;
    private readonly nint _proxy;
    private readonly float[] _row;
    private readonly byte[] _config = Encoding.ASCII.GetBytes(
        """{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,"missing":NaN,"cache_id":0}""" + "\0");

    private readonly byte[] _interface;

    public XGBoostPeer(byte[] model, int features)
    {
        _row = GC.AllocateArray<float>(features, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_row, 0);
        string array = string.Create(
            CultureInfo.InvariantCulture, $$"""{"data":[{{address}},true],"shape":[1,{{features}}],"typestr":"<f4","version":3}""");
        _interface = Encoding.ASCII.GetBytes(array + "\0");
        Ensure(XGBoosterCreate(0, 0, out _booster));
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        File.WriteAllBytes(file, model);
        Ensure(XGBoosterLoadModel(_booster, file));
        File.Delete(file);
        Ensure(XGBoosterSetParam(_booster, "nthread", "1"));
        Ensure(XGProxyDMatrixCreate(out _proxy));
    }

    /// <summary>Null when there is no libxgboost on this machine.</summary>
    public static XGBoostPeer? TryCreate(byte[] model, int features) =>
        NativeLibrary.TryLoad(Library, out _) ? new XGBoostPeer(model, features) : null;

    public unsafe float Predict(ReadOnlySpan<float> row)
    {
        row.CopyTo(_row);
        fixed (byte* values = _interface)
        fixed (byte* config = _config)
        {
            Ensure(XGBoosterPredictFromDense(_booster, values, config, _proxy, out _, out _, out float* result));
            return result[0];
        }
    }

    public void Dispose()
    {
        _ = XGDMatrixFree(_proxy);
        _ = XGBoosterFree(_booster);
    }

    private static void Ensure(int result)
    {
        if (result != 0)
            throw new InvalidOperationException("libxgboost: " + Marshal.PtrToStringUTF8(XGBGetLastError()));
    }

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();

    [LibraryImport(Library)]
    private static partial int XGBoosterCreate(nint matrices, ulong count, out nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int XGBoosterLoadModel(nint booster, string file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int XGBoosterSetParam(nint booster, string name, string value);

    [LibraryImport(Library)]
    private static partial int XGProxyDMatrixCreate(out nint matrix);

    [LibraryImport(Library)]
    private static unsafe partial int XGBoosterPredictFromDense(
        nint booster, byte* values, byte* config, nint proxy, out ulong* shape, out ulong dimensions, out float* result);

    [LibraryImport(Library)]
    private static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    private static partial int XGBoosterFree(nint booster);
}
