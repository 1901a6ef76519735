using System.Globalization;
using System.Text.Json;
using Risk.Internals;
using Risk.Models.Formats;

namespace Risk.Models.Calibration;

/// <summary>Calibrations as JSON: <c>{"calibration":"platt","version":1,"input":"margin","slope":1.2,"offset":-0.4}</c>.</summary>
internal static class CalibrationJson
{
    /// <summary>The code of every problem of a calibration.</summary>
    public const string Code = "RM070";

    private const int Version = 1;
    private const string Root = "calibration";

    private static readonly string[] Kinds = ["platt", "isotonic", "beta", "temperature"];

    public static void Write(RiskCalibration calibration, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("calibration", calibration.Kind);
        json.WriteNumber("version", Version);
        json.WriteString("input", calibration.Input.ToString().ToLowerInvariant());
        switch (calibration)
        {
            case PlattCalibration platt:
                json.WriteNumber("slope", platt.Slope);
                json.WriteNumber("offset", platt.Offset);
                break;
            case TemperatureCalibration temperature:
                json.WriteNumber("temperature", temperature.Temperature);
                break;
            case BetaCalibration beta:
                json.WriteNumber("a", beta.A);
                json.WriteNumber("b", beta.B);
                json.WriteNumber("c", beta.C);
                break;
            case IsotonicCalibration isotonic:
                WriteNumbers(json, "scores", isotonic.Scores);
                WriteNumbers(json, "probabilities", isotonic.Probabilities);
                break;
        }

        json.WriteEndObject();
    }

    /// <exception cref="RiskFormatException">The content is no calibration.</exception>
    public static RiskCalibration Parse(ReadOnlySpan<byte> content, string? file)
    {
        using JsonDocument document = JsonModelDocument.Parse(content, Code, file);
        var json = new JsonObjectReader(document.RootElement, Root, Code, file);
        RiskCalibration? calibration = Read(json);
        return calibration ?? throw new RiskFormatException(JsonPlaces.Locate(content, Root, json.Problems));
    }

    /// <summary>Reads a calibration; null after problems were reported.</summary>
    public static RiskCalibration? Read(JsonObjectReader json)
    {
        int before = json.Problems.Count;
        string? kind = Kind(json, before);
        if (json.Number("version") is { } version && version != Version)
        {
            json.Report(
                string.Create(CultureInfo.InvariantCulture, $"version {version:R} is not known; this library reads {Version}."),
                "use the library that wrote it, or a newer one.",
                "version");
        }

        CalibrationInput? input = json.Word<CalibrationInput>("input");
        Func<RiskCalibration>? make = kind switch
        {
            "platt" => Platt(json, input ?? CalibrationInput.Margin),
            "isotonic" => Isotonic(json, input ?? CalibrationInput.Probability),
            "beta" => Beta(json, input),
            "temperature" => Temperature(json, input),
            _ => null,
        };
        return json.Problems.Count == before ? make!() : null;
    }

    public static Fingerprint FingerprintOf(RiskCalibration calibration)
    {
        using var builder = new FingerprintBuilder("risk.calibration.1");
        builder.Add(calibration.Kind).Add((int)calibration.Input);
        switch (calibration)
        {
            case PlattCalibration platt:
                builder.Add(platt.Slope).Add(platt.Offset);
                break;
            case TemperatureCalibration temperature:
                builder.Add(temperature.Temperature);
                break;
            case BetaCalibration beta:
                builder.Add(beta.A).Add(beta.B).Add(beta.C);
                break;
            case IsotonicCalibration isotonic:
                for (int i = 0; i < isotonic.Scores.Count; i++)
                {
                    builder.Add(isotonic.Scores[i]).Add(isotonic.Probabilities[i]);
                }

                break;
        }

        return builder.Build();
    }

    private static string? Kind(JsonObjectReader json, int before)
    {
        string? kind = json.Text("calibration");
        if (kind is null || Kinds.Contains(kind))
        {
            if (kind is null && json.Problems.Count == before)
            {
                json.Report($"the method is missing: one of {string.Join(", ", Kinds)}.", null, "calibration");
            }

            return kind;
        }

        string? nearest = EditDistance.Nearest(kind, Kinds);
        json.Report($"'{kind}' is not one of {string.Join(", ", Kinds)}.", nearest is null ? null : $"did you mean '{nearest}'?", "calibration");
        return null;
    }

    private static Func<RiskCalibration> Platt(JsonObjectReader json, CalibrationInput input)
    {
        json.Expect("calibration", "version", "input", "slope", "offset");
        double slope = Required(json, "slope", "finite and above 0", static value => value > 0);
        double offset = Required(json, "offset", "finite", static _ => true);
        return () => new PlattCalibration(slope, offset, input);
    }

    private static Func<RiskCalibration> Temperature(JsonObjectReader json, CalibrationInput? input)
    {
        json.Expect("calibration", "version", "input", "temperature");
        RequireInput(json, input, CalibrationInput.Margin);
        double temperature = Required(json, "temperature", "finite and above 0", static value => value > 0);
        return () => new TemperatureCalibration(temperature);
    }

    private static Func<RiskCalibration> Beta(JsonObjectReader json, CalibrationInput? input)
    {
        json.Expect("calibration", "version", "input", "a", "b", "c");
        RequireInput(json, input, CalibrationInput.Probability);
        double a = Required(json, "a", "finite and at least 0", static value => value >= 0);
        double b = Required(json, "b", "finite and at least 0", static value => value >= 0);
        double c = Required(json, "c", "finite", static _ => true);
        if (a == 0 && b == 0)
        {
            json.Report("a and b are both 0: the result would not depend on the score.", null, "a");
        }

        return () => new BetaCalibration(a, b, c);
    }

    private static Func<RiskCalibration> Isotonic(JsonObjectReader json, CalibrationInput input)
    {
        json.Expect("calibration", "version", "input", "scores", "probabilities");
        int before = json.Problems.Count;
        double[] scores = JsonNumbers.Numbers(json, "scores") ?? [];
        double[] probabilities = JsonNumbers.Numbers(json, "probabilities") ?? [];
        if (json.Problems.Count == before)
        {
            foreach ((string list, int position, string problem) in IsotonicKnots.Check(scores, probabilities))
            {
                json.Report(problem, null, position < 0 ? list : string.Create(CultureInfo.InvariantCulture, $"{list}[{position}]"));
            }
        }

        return () => new IsotonicCalibration(scores, probabilities, input);
    }

    private static double Required(JsonObjectReader json, string key, string wanted, Predicate<double> isRight)
    {
        int before = json.Problems.Count;
        double? value = json.Number(key);
        if (json.Problems.Count == before && (value is not { } number || !double.IsFinite(number) || !isRight(number)))
        {
            json.Report(value is null ? $"is missing: a number, {wanted}." : $"must be {wanted}.", null, key);
        }

        return value ?? 0;
    }

    private static void RequireInput(JsonObjectReader json, CalibrationInput? input, CalibrationInput wanted)
    {
        if (input is not null && input != wanted)
        {
            json.Report($"this method takes '{wanted.ToString().ToLowerInvariant()}' only.", null, "input");
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(key);
        foreach (double number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
