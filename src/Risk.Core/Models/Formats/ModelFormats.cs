using System.Buffers.Binary;
using System.Security.Cryptography;
using Risk.Models.Formats.Coefficients;
using Risk.Models.Formats.LightGbm;
using Risk.Models.Formats.Onnx;
using Risk.Models.Formats.Scorecards;
using Risk.Models.Formats.XGBoost;

namespace Risk.Models.Formats;

/// <summary>The formats that <see cref="RiskModel"/> reads, in the order in which they are asked.</summary>
internal static class ModelFormats
{
    /// <summary>Every format; those with unmistakable signs come first.</summary>
    private static readonly IModelFormat[] All =
    [
        new XGBoostUbjsonFormat(),
        new XGBoostJsonFormat(),
        new OnnxFormat(),
        new LightGbmTextFormat(),
        new CoefficientFormat(),
        new ScorecardFormat(),
    ];

    /// <summary>Reads a model by the first format that recognizes it.</summary>
    public static IRiskModel Read(ReadOnlyMemory<byte> content, string? file, ModelLoadOptions options)
    {
        foreach (IModelFormat format in All)
        {
            if (format.Recognizes(content.Span))
            {
                IRiskModel model = format is OnnxFormat && options.Onnx is { } reader
                    ? reader.Read(content, file, options, () => format.Read(content.Span, file, options))
                    : format.Read(content.Span, file, options);
                model.Info.Identify(new Fingerprint(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(content.Span))));
                return model;
            }
        }

        if (ForeignFormats.Describe(content.Span) is (string what, string advice))
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RM006", $"this is {what}, which can't be loaded.") with { File = file, Suggestion = advice });
        }

        string known = string.Join(", ", All.Select(format => format.Name));
        throw new RiskFormatException(RiskDiagnostic.Error("RM001", content.IsEmpty ? "the file is empty." : "the content is of no model format that is known.") with
        {
            File = file,
            Suggestion = $"known formats: {known}.",
        });
    }
}
