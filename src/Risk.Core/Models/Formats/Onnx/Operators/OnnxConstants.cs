using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Operators without inputs.</summary>
internal static class OnnxConstants
{
    /// <summary>Constant: a tensor, a number or a list of numbers or texts.</summary>
    public static void Constant(OnnxNodeContext context)
    {
        string name = context.Node.Outputs[0];
        if (context.Tensor("value") is { } tensor)
        {
            context.Give(0, OnnxConversions.Constant(name, tensor, context.Builder.Texts));
        }
        else if (context.Has("value_float") || context.Has("value_floats"))
        {
            float[] values = context.Has("value_float") ? [context.Single("value_float", 0)] : context.Singles("value_floats");
            context.Give(0, GraphBuilder.Constant<float>(name, ElementType.Single, Shape(context, "value_float", values.Length), values));
        }
        else if (context.Has("value_int") || context.Has("value_ints"))
        {
            long[] values = context.Has("value_int") ? [context.Integer("value_int", 0)] : context.Integers("value_ints");
            context.Give(0, GraphBuilder.Constant<long>(name, ElementType.Int64, Shape(context, "value_int", values.Length), values));
        }
        else if (context.Has("value_string") || context.Has("value_strings"))
        {
            string[] texts = context.Has("value_string") ? [context.Text("value_string", "")] : context.Texts("value_strings");
            long[] codes = [.. texts.Select(context.Builder.Texts.Code)];
            context.Give(0, GraphBuilder.Constant<long>(name, ElementType.Text, Shape(context, "value_string", texts.Length), codes));
        }
        else
        {
            throw GraphException.Attribute("the constant has no value that is read.");
        }
    }

    /// <summary>ConstantOfShape: one number, as often as the shape says.</summary>
    public static void ConstantOfShape(OnnxNodeContext context)
    {
        int[] sizes = OnnxShaping.Sizes(context.ConstantIntegers(0) ?? throw GraphException.Shape("ConstantOfShape needs a shape."));
        GraphValue value = context.Tensor("value") is { } tensor
            ? OnnxConversions.Constant("value", tensor, context.Builder.Texts)
            : GraphBuilder.Constant<float>("value", ElementType.Single, GraphShape.Fixed(1), [0]);
        if (value.Length != 1)
        {
            throw GraphException.Attribute("the attribute 'value' has to hold one number.");
        }

        OnnxShaping.Stretch(context, value, GraphShape.Fixed(sizes));
    }

    private static GraphShape Shape(OnnxNodeContext context, string single, int length) =>
        context.Has(single) ? GraphShape.Fixed() : GraphShape.Fixed(length);
}
