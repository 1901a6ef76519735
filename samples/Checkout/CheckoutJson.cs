using System.Text.Json.Serialization;

namespace Checkout;

/// <summary>How the service's types are read from and written to JSON, without reflection.</summary>
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(ScorerState))]
[JsonSerializable(typeof(ScorerState[]))]
internal sealed partial class CheckoutJson : JsonSerializerContext;
