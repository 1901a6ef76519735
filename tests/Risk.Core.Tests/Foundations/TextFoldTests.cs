using Risk.Events;
using Risk.Internals;
using Xunit;

namespace Risk.Core.Tests.Foundations;

public sealed class TextFoldTests
{
    [Theory]
    [InlineData("Gmail.COM", "gmail.com", true)]
    [InlineData("ÄÖÜ", "äöü", true)]
    [InlineData("\u212A", "k", false)]
    [InlineData("\u0131", "I", false)]
    [InlineData("\u017F", "S", false)]
    [InlineData("ΟΔΟΣ", "οδοσ", true)]
    [InlineData("", "", true)]
    [InlineData("a", "ab", false)]
    public void Texts_compare_by_the_simple_upper_case_of_each_unit(string left, string right, bool equal)
    {
        Assert.Equal(equal, TextFold.Equals(left, right));
        if (equal)
        {
            Assert.Equal(TextHash.Folded(left), TextHash.Folded(right));
        }
    }

    [Fact]
    public void Folded_hashes_agree_with_hashing_the_folded_text()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 20_000; trial++)
        {
            char[] text = new char[random.Next(0, 14)];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = random.Next(5) == 0 ? (char)random.Next(0x10000) : (char)random.Next(0x20, 0x80);
            }

            char[] folded = Array.ConvertAll(text, TextFold.Fold);
            Assert.Equal(TextHash.Exact(folded), TextHash.Folded(text));
        }
    }

    [Fact]
    public void Hashes_never_change()
    {
        // Windows, roll-outs and hashed features are stored by these: a new value here is a breaking change of every stored file.
        Assert.Equal(15742901289754613001UL, TextHash.Exact("fp_d4fe23e35c3da202"));
    }

    [Fact]
    public void A_codebook_finds_what_was_added_and_nothing_else()
    {
        foreach (AttributeKind kind in new[] { AttributeKind.Text, AttributeKind.Token })
        {
            var codebook = new TextCodebook(kind);
            var codes = new Dictionary<string, int>(kind == AttributeKind.Token ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < 500; i++)
            {
                string text = $"Value-{i % 300}";
                int code = codebook.Add(text);
                Assert.Equal(code, codes.TryGetValue(text, out int known) ? known : codes[text] = code);
            }

            Assert.All(codes, pair => Assert.Equal(pair.Value, codebook.Find(pair.Key)));
            Assert.Equal(kind == AttributeKind.Token ? TextCode.Other : codes["Value-7"], codebook.Find("vALUE-7"));
            Assert.Equal(TextCode.Other, codebook.Find("Value-301"));
            Assert.Equal(TextCode.FirstKnown + 300, codebook.CodeCount);
        }
    }

}
