namespace Risk.Generators.Tests;

/// <summary>Events that several tests compile.</summary>
internal static class Sources
{
    public const string Payment = """
        namespace Shop;

        [RiskEvent]
        public readonly partial record struct Payment(
            [property: Key] string CardFingerprint, decimal AmountInUsd, [property: Country] string? CardCountry,
            [Country] string? IpCountry, string? EmailDomain, bool IsDisposableEmail, DateTimeOffset CreatedAt);
        """;

    public const string Everything = """
        namespace Shop.Events;

        public enum Funding { Credit, Debit, [Name("pre-paid")] Prepaid, Default = Credit }

        public sealed record Address([property: Country] string? Country, string? City, Position? Position);

        public readonly record struct Position(double Latitude, double Longitude);

        public abstract class Base { public long Id { get; init; } }

        public static partial class Outer
        {
            [RiskEvent]
            public sealed partial class Order : Base
            {
                public sbyte A { get; init; }
                public byte B { get; init; }
                public short C { get; init; }
                public ushort D { get; init; }
                public int E { get; init; }
                public uint F { get; init; }
                public ulong G { get; init; }
                public float H { get; init; }
                public double? I { get; init; }
                public decimal? J { get; init; }
                public Half K { get; init; }
                public bool? L { get; init; }
                public DateTime M { get; init; }
                public DateOnly? N { get; init; }
                public TimeSpan O { get; init; }
                public TimeOnly P { get; init; }
                public Guid? Q { get; init; }
                public ReadOnlyMemory<char> R { get; init; }
                public Funding? S { get; init; }
                [Token] public long CardId { get; init; }
                [Timestamp] public long SeenAt { get; init; }
                [Timestamp] public string? PaidAt { get; init; }
                [Bounds(0, 25)] public int Attempts { get; init; }
                [Bounds(0)] public double Amount { get; init; }
                [Name("is_3d_secure")] public bool Is3DSecure { get; init; }
                [Name("::tier::")] public string? Tier { get; init; }
                [Ignore] public object? Other { get; init; }
                public Address? Shipping { get; init; }
                public Address Billing { get; init; } = new(null, null, null);
                public Position Device { get; init; }
                public static int Count => 1;
                internal int Hidden => 1;
                public int WriteOnly { set { } }
                public int this[int index] => index;
                public string? @class { get; init; }
            }
        }
        """;
}
