namespace Risk.Rules.Binding;

/// <summary>The two-letter country codes of ISO 3166-1, and what people write instead.</summary>
internal static class CountryCodes
{
    // XK is user-assigned in ISO 3166, and what banks and the European Union use for Kosovo.
    private const string All =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
        "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
        "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
        "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
        "NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
        "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
        "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ";

    private static readonly bool[] Known = Tabulate();

    /// <summary>Whether a text is a code, without case.</summary>
    public static bool IsKnown(ReadOnlySpan<char> code) => Index(code) is >= 0 and int index && Known[index];

    /// <summary>The code that was probably meant, or null.</summary>
    public static string? Suggest(string text) => text.Trim().ToUpperInvariant() switch
    {
        "UK" or "ENGLAND" or "SCOTLAND" or "GREAT BRITAIN" or "UNITED KINGDOM" or "GBR" => "GB",
        "USA" or "UNITED STATES" or "AMERICA" => "US",
        "EL" or "GRC" or "GREECE" => "GR",
        "DEU" or "GERMANY" => "DE",
        "FRA" or "FRANCE" => "FR",
        "ESP" or "SPAIN" or "SP" => "ES",
        "ITA" or "ITALY" => "IT",
        "CHN" or "CHINA" => "CN",
        "RUS" or "RUSSIA" => "RU",
        "IND" or "INDIA" => "IN",
        "BRA" or "BRAZIL" => "BR",
        "NGA" or "NIGERIA" => "NG",
        "CAN" or "CANADA" => "CA",
        "AUS" or "AUSTRALIA" => "AU",
        "NLD" or "NETHERLANDS" or "HOLLAND" => "NL",
        "JPN" or "JAPAN" or "JA" => "JP",
        "MEX" or "MEXICO" => "MX",
        "CHE" or "SWITZERLAND" or "SZ" => "CH",
        "SWE" or "SWEDEN" or "SW" => "SE",
        "UKR" or "UKRAINE" => "UA",
        { Length: 2 } code when code.Trim() != text && IsKnown(code) => code,
        _ => null,
    };

    private static int Index(ReadOnlySpan<char> code)
    {
        if (code.Length != 2 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiLetter(code[1]))
        {
            return -1;
        }

        return (((code[0] | 0x20) - 'a') * 26) + (code[1] | 0x20) - 'a';
    }

    private static bool[] Tabulate()
    {
        bool[] known = new bool[26 * 26];
        for (int i = 0; i + 2 < All.Length + 1; i += 3)
        {
            known[Index(All.AsSpan(i, 2))] = true;
        }

        return known;
    }
}
