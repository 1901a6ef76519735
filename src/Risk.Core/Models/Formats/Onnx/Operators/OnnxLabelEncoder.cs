using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>LabelEncoder: a table of keys and values, of texts, integers or floats, in lists or (version 4) tensors.</summary>
internal static class OnnxLabelEncoder
{
    /// <summary>Reads the table and chooses the types.</summary>
    public static void Read(OnnxNodeContext context)
    {
        GraphValue value = context.Input(0);
        if (context.Version < 2)
        {
            ReadFirstVersion(context, value);
            return;
        }

        context.Ignore("default_string", "default_int64", "default_float", "default_tensor");
        switch (value.Type)
        {
            case ElementType.Text:
                ReadValues(context, Codes(context, context.Texts("keys_strings"), context.Tensor("keys_tensor")?.Texts));
                break;
            case ElementType.Int64:
                ReadValues(context, Either(context.Integers("keys_int64s"), context.Tensor("keys_tensor")?.Integers));
                break;
            case ElementType.Single:
                float[] keys = Either(context.Singles("keys_floats"), context.Tensor("keys_tensor")?.Singles);

                // NaN finds a NaN key from version 4 on only.
                ReadValues(context, keys, skipNaN: context.Version < 4);
                break;
            case ElementType.Double:
                ReadValues(context, context.Tensor("keys_tensor")?.Doubles ?? []);
                break;
            default:
                throw GraphException.Unsupported($"LabelEncoder isn't read for {value.Type.Name()}.");
        }
    }

    // Version 1: the position of a text in a list, or the text at a position.
    private static void ReadFirstVersion(OnnxNodeContext context, GraphValue value)
    {
        long[] codes = Codes(context, context.Texts("classes_strings"), null);
        long[] positions = [.. Enumerable.Range(0, codes.Length).Select(position => (long)position)];
        long otherText = context.Builder.Texts.Code(context.Text("default_string", "_Unused"));
        long otherNumber = context.Integer("default_int64", -1);
        if (value.Type == ElementType.Text)
        {
            Add(context, codes, positions, otherNumber, ElementType.Int64, skipNaN: false);
        }
        else
        {
            _ = context.Input(0, ElementType.Int64);
            Add(context, positions, codes, otherText, ElementType.Text, skipNaN: false);
        }
    }

    private static void ReadValues<TKey>(OnnxNodeContext context, TKey[] keys, bool skipNaN = false)
        where TKey : unmanaged
    {
        OnnxTensor? tensor = context.Tensor("values_tensor");
        OnnxTensor? other = context.Tensor("default_tensor");
        if (context.Has("values_strings") || tensor?.Texts is not null)
        {
            long[] values = Codes(context, context.Texts("values_strings"), tensor?.Texts);
            long otherwise = context.Builder.Texts.Code(other?.Texts is [string text, ..] ? text : context.Text("default_string", "_Unused"));
            Add(context, keys, values, otherwise, ElementType.Text, skipNaN);
        }
        else if (context.Has("values_int64s") || tensor?.Integers is not null)
        {
            long otherwise = other?.Integers is [long number, ..] ? number : context.Integer("default_int64", -1);
            Add(context, keys, Either(context.Integers("values_int64s"), tensor?.Integers), otherwise, ElementType.Int64, skipNaN);
        }
        else if (context.Has("values_floats") || tensor?.Singles is not null)
        {
            float otherwise = other?.Singles is [float number, ..] ? number : context.Single("default_float", -0f);
            Add(context, keys, Either(context.Singles("values_floats"), tensor?.Singles), otherwise, ElementType.Single, skipNaN);
        }
        else if (tensor?.Doubles is not null)
        {
            Add(context, keys, tensor.Doubles, other?.Doubles is [double number, ..] ? number : -0.0, ElementType.Double, skipNaN);
        }
        else
        {
            throw GraphException.Attribute("LabelEncoder has no values.");
        }
    }

    private static void Add<TKey, TValue>(OnnxNodeContext context, TKey[] keys, TValue[] values, TValue otherwise, ElementType type, bool skipNaN)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        if (keys.Length != values.Length)
        {
            throw GraphException.Attribute($"LabelEncoder has {keys.Length} keys of its input's type and {values.Length} values.");
        }

        Dictionary<TKey, TValue> table = [];
        for (int i = 0; i < keys.Length; i++)
        {
            if (!skipNaN || keys[i] is not float.NaN)
            {
                table.TryAdd(keys[i], values[i]);
            }
        }

        GraphValue value = context.Input(0);
        GraphValue result = context.Output(0, type, value.Shape);
        if (context.Scores.Kind(value) == ScoreKind.Label)
        {
            context.Scores.Mark(result, ScoreKind.Label);
        }

        context.Builder.Add(new LookupOperator<TKey, TValue>(table, otherwise) { Inputs = [value], Outputs = [result] });
    }

    private static long[] Codes(OnnxNodeContext context, string[] listed, string[]? inTensor) =>
        [.. Either(listed, inTensor).Select(context.Builder.Texts.Code)];

    private static T[] Either<T>(T[] listed, T[]? inTensor) => listed.Length > 0 ? listed : inTensor ?? [];
}
