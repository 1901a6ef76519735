using System.Text;
using Risk.Events;
using Risk.Internals;

namespace Risk.Core.Tests.Events;

/// <summary>Keys and codebooks against plain comparisons of texts.</summary>
public sealed class TextKeyProperties
{
    private static readonly string[] Pieces = ["a", "A", "z", "Z", "@", "[", "`", "{", "\0", " ", "0", "\u007F", "\u0080", "\u00E4", "\u212A", "\u0131", "\u017F", "\uD83D"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Texts_have_equal_keys_exactly_when_they_compare_equal(bool folds)
    {
        List<string> texts = Texts(seed: 1, count: 400);
        foreach (string left in texts)
        {
            bool hasKey = TextKey.TryPack(left, folds, out TextKey key);
            Assert.Equal(left.Length <= TextKey.MaximumLength && Ascii.IsValid(left), hasKey);
            Assert.Equal(hasKey, key.IsExact);
            foreach (string right in texts)
            {
                bool equal = folds ? TextFold.Equals(left, right) : left == right;
                TextKey.TryPack(right, folds, out TextKey other);
                Assert.True(hasKey ? equal == (key == other) : !equal || !other.IsExact, $"'{left}' and '{right}'");
                Assert.True(!equal || key.Hash() == other.Hash());
            }
        }
    }

    [Fact]
    public void A_key_is_the_same_from_utf8()
    {
        foreach (string text in Texts(seed: 2, count: 2_000))
        {
            bool fromUtf16 = TextKey.TryPack(text, fold: true, out TextKey expected);
            bool fromUtf8 = TextKey.TryPack(Encoding.UTF8.GetBytes(text), fold: true, out TextKey actual);
            Assert.Equal(fromUtf16, fromUtf8);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void A_key_is_the_same_by_masked_and_by_overlapping_loads()
    {
        foreach (string text in Texts(seed: 5, count: 5_000))
        {
            foreach (bool folds in (bool[])[true, false])
            {
                bool isPacked = TextKey.TryPack(text, folds, out TextKey actual);
                Assert.Equal(TextKey.TryPackParts(text, folds, out TextKey expected), isPacked);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void A_key_is_the_same_on_every_machine() => InstructionSets.AssertSame(Keys);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(2_000)]
    public void A_sealed_codebook_finds_the_same_and_may_still_grow(int count)
    {
        var sealedOne = new TextCodebook(AttributeKind.Text);
        var plain = new TextCodebook(AttributeKind.Text);
        sealedOne.Seal();
        List<string> texts = Texts(seed: 6, count: count + 1);
        for (int round = 0; round < 3; round++)
        {
            foreach (string text in texts[..count])
            {
                Assert.Equal(plain.Add(text + round), sealedOne.Add(text + round));
            }

            sealedOne.Seal();
            for (int earlier = 0; earlier <= 3; earlier++)
            {
                Assert.All(texts, text => Assert.Equal(plain.Find(text + earlier), sealedOne.Find(text + earlier)));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Packing_whole_gives_what_packing_parts_gives_wherever_the_text_lies(bool folds)
    {
        // Every distance from the end of a page: from there on the text is packed in parts.
        char[] units = new char[8_192];
        byte[] bytes = new byte[8_192];
        var random = new Random(4);
        for (int start = 0; start < units.Length - 20; start++)
        {
            int length = random.Next(TextKey.MaximumLength + 2);
            for (int i = 0; i < 20; i++)
            {
                int value = random.Next(400) == 0 ? 128 + random.Next(100) : random.Next(128);
                (units[start + i], bytes[start + i]) = ((char)value, (byte)value);
            }

            Assert.Equal(TextKey.TryPackParts(units.AsSpan(start, length), folds, out TextKey expected), TextKey.TryPack(units.AsSpan(start, length), folds, out TextKey actual));
            Assert.Equal(expected, actual);
            Assert.Equal(TextKey.TryPackParts(bytes.AsSpan(start, length), folds, out expected), TextKey.TryPack(bytes.AsSpan(start, length), folds, out actual));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void The_hash_of_a_key_is_that_of_its_text()
    {
        foreach (string text in Texts(seed: 5, count: 3_000).Append(""))
        {
            if (TextKey.TryPack(text, fold: true, out TextKey folded) && TextKey.TryPack(text, fold: false, out TextKey exact))
            {
                Assert.Equal(TextHash.Folded(text), TextHash.OfKey(folded));
                Assert.Equal(TextHash.Exact(text), TextHash.OfKey(exact));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_is_the_same_from_a_block(bool folds)
    {
        var block = new byte[64];
        foreach (string text in Texts(seed: 5, count: 2_000))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length <= TextKey.MaximumLength)
            {
                Array.Fill(block, (byte)0xE9);
                bytes.CopyTo(block, 0);
                Assert.Equal(TextKey.TryPack(bytes, folds, out TextKey expected), TextKey.TryPackBlock(System.Runtime.Intrinsics.Vector128.LoadUnsafe(ref block[0]), bytes.Length, folds, out TextKey actual));
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void Texts_that_hash_alike_are_found_too()
    {
        // The hash is made of Low * C ^ (High + (Low >> 32)): for any Low there is a High that gives the same one, and one in some ten thousand is a text.
        var random = new Random(6);
        TextKey.TryPack("fifteen-letters", fold: false, out TextKey first);
        ulong product = (first.Low * 0x9E3779B97F4A7C15) ^ (first.High + (first.Low >> 32));
        var texts = new List<string> { "fifteen-letters" };
        Span<byte> bytes = stackalloc byte[16];
        while (texts.Count < 12)
        {
            ulong low = random.NextInt64() is var bits ? (ulong)bits & 0x7F7F7F7F7F7F7F7F : 0;
            ulong high = (product ^ (low * 0x9E3779B97F4A7C15)) - (low >> 32);
            if ((high & 0x8080808080808080) == 0 && high >> 56 == 16)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, low);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], high);
                texts.Add(Encoding.ASCII.GetString(bytes[..15]));
            }
        }

        var codebook = new TextCodebook(AttributeKind.Token);
        Assert.Equal(Enumerable.Range(TextCode.FirstKnown, texts.Count), texts.ConvertAll(codebook.Add));
        Assert.Equal(Enumerable.Range(TextCode.FirstKnown, texts.Count), texts.ConvertAll(text => codebook.Find(text)));
        Assert.Equal(TextCode.Other, codebook.Find("another"));
        TextKey.TryPack(texts[5], fold: false, out TextKey sixth);
        Assert.Equal(first.Hash(), sixth.Hash());
    }

    [Theory]
    [InlineData(AttributeKind.Text)]
    [InlineData(AttributeKind.Token)]
    public void A_codebook_finds_what_was_added_and_nothing_else(AttributeKind kind)
    {
        var codebook = new TextCodebook(kind);
        StringComparer comparer = StringComparer.Ordinal;
        var codes = new Dictionary<string, int>(comparer);
        string Normal(string text) => kind == AttributeKind.Token ? text : string.Concat(text.Select(TextFold.Fold));
        foreach (string text in Texts(seed: 3, count: 3_000))
        {
            int code = codebook.Add(text);
            if (!codes.TryAdd(Normal(text), code))
            {
                Assert.Equal(codes[Normal(text)], code);
            }
            else
            {
                Assert.Equal(codes.Count + TextCode.FirstKnown - 1, code);
            }
        }

        foreach (string text in Texts(seed: 4, count: 3_000))
        {
            Assert.Equal(codes.GetValueOrDefault(Normal(text), TextCode.Other), codebook.Find(text));
        }

        Assert.Equal(codes.Count + TextCode.FirstKnown, codebook.CodeCount);
        Assert.All(codes, pair => Assert.Equal(pair.Key, Normal(codebook.TextOf(pair.Value))));
    }

    private static string Keys()
    {
        ulong hash = 0;
        foreach (string text in Texts(seed: 7, count: 500))
        {
            TextKey.TryPack(text, fold: true, out TextKey folded);
            TextKey.TryPack(text, fold: false, out TextKey exact);
            hash = (hash * 31) + folded.Low + (folded.High * 3) + (exact.Low * 5) + (exact.High * 7);
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<string> Texts(int seed, int count)
    {
        var random = new Random(seed);
        var texts = new List<string> { "" };
        while (texts.Count < count)
        {
            int length = random.Next(20);
            int pieces = random.Next(3) == 0 ? Pieces.Length : 3;
            texts.Add(string.Concat(Enumerable.Range(0, length).Select(_ => Pieces[random.Next(pieces)])));
        }

        return texts;
    }
}
