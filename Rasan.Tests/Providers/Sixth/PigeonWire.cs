using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Providers;

namespace Rasan.Tests.Providers.Sixth;

/// <summary>What flies, either way.</summary>
internal sealed record PigeonLetter
{
    public string? Id { get; init; }
    public string? To { get; init; }
    public string? Text { get; init; }
    public string? Own { get; init; }
    public string? Code { get; init; }
    public string? Words { get; init; }
    public long? State { get; init; }
}

[JsonSerializable(typeof(PigeonLetter))]
internal sealed partial class PigeonJson : JsonSerializerContext
{
    public static PigeonJson Wire { get; } = new(LooseJson.Options(JsonNamingPolicy.SnakeCaseLower, omitsNulls: true));
}
