namespace CreditScorecard;

/// <summary>The same application from somebody else.</summary>
internal static class ProtectedTwins
{
    public static IEnumerable<CreditApplication> Of(CreditApplication application) =>
        from age in (int[])[19, 41, 77]
        from sex in (string[])["female", "male", "diverse"]
        from status in (string[])["single", "married", "widowed"]
        select application with { Age = age, Sex = sex, MaritalStatus = status };
}
