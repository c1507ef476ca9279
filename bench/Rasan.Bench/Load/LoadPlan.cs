using System.Text.Json.Serialization;

namespace Rasan.Bench.Load;

/// <summary>What the generator is to do. It ends after <paramref name="Seconds"/> or <paramref name="Count"/> requests, whichever comes first.</summary>
/// <param name="Port">On 127.0.0.1.</param>
/// <param name="Request">The whole request with its slots; see <see cref="RequestBytes"/>.</param>
/// <param name="FirstNumber">Number of the first request.</param>
/// <param name="PauseMs">Between an answer and the next request; 0: none.</param>
internal sealed record LoadPlan(int Port, string Request, int Connections, double Seconds, long Count = long.MaxValue, int PauseMs = 0, long FirstNumber = 0);

/// <param name="StartedAt">First request, in stopwatch ticks (of the machine, not of the process).</param>
/// <param name="Asked">Requests sent, answered or not.</param>
/// <param name="Taken">Answers with a 2xx status.</param>
/// <param name="Refused">Answers with any other status.</param>
/// <param name="Broken">Connections that broke.</param>
/// <param name="Fault">The first refusal, whole.</param>
internal sealed record LoadResult(
    long StartedAt, double Seconds, long Asked, long Taken, long Refused, long Broken, double P50Ms, double P99Ms, string? Fault)
{
    [JsonIgnore]
    public double PerSecond => Taken / Seconds;

    /// <summary>A turn in which anything was refused measured something else.</summary>
    public LoadResult Clean() =>
        Refused == 0 && Broken == 0 && Taken > 0
            ? this
            : throw new InvalidOperationException($"{Taken} taken, {Refused} refused, {Broken} connections broken. First refusal: {Fault}");
}

[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class LoadJson : JsonSerializerContext;
