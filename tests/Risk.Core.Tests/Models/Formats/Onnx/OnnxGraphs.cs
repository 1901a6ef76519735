using Risk.Models;
using Risk.Models.Formats;
using Risk.Models.Formats.Onnx;
using Risk.Models.Graph;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Reads files without looking for a faster form.</summary>
internal static class OnnxGraphs
{
    public static GraphModel Load(byte[] content)
    {
        var problems = new FormatProblems(null);
        return Assert.IsType<GraphModel>(OnnxImporter.Import(OnnxParser.Parse(content, problems), problems, ModelLoadOptions.Default, lower: false));
    }
}
