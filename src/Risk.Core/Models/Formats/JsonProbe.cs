using Risk.Models.Formats.XGBoost;

namespace Risk.Models.Formats;

/// <summary>Tells JSON formats apart by the keys of their outermost object, without reading more than is needed.</summary>
internal static class JsonProbe
{
    /// <summary>Whether the content is a JSON object with a key, met before anything that is no JSON.</summary>
    public static bool HasProperty(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name)
    {
        JsonStructureReader reader = new(content);
        try
        {
            reader.EnterObject();
            while (reader.NextKey(out ReadOnlySpan<byte> key))
            {
                if (key.SequenceEqual(name))
                {
                    return true;
                }

                reader.Skip();
            }
        }
        catch (StructureSyntaxException)
        {
            return false;
        }

        return false;
    }
}
