using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Rasan.Providers.Simulation;

/// <summary>One raw request. Nothing is masked: it is test data.</summary>
/// <param name="BodyBase64">The bytes, where the text does not tell.</param>
public sealed record RequestView(long Id, DateTimeOffset At, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, string BodyBase64);

public sealed record RequestsView(IReadOnlyList<RequestView> Requests, long Total);

/// <summary>A message that was taken.</summary>
/// <param name="Account">Whose it is: the user name, or the key where there are no user names.</param>
public sealed record MessageView(
    long Id, long CallId, string? OwnId, string? GroupId, string To, string Text, string Line, string State, int Parts, decimal Cost,
    DateTimeOffset At, DateTimeOffset StateAt, DateTimeOffset? ScheduledAt, string? Template, bool IsVoice, string Account);

public sealed record MessagesView(IReadOnlyList<MessageView> Messages, long Total);

public sealed record AccountsView(IReadOnlyList<SimulatedAccountView> Accounts);

/// <param name="Now">The time of the simulated world.</param>
/// <param name="AdvancedSeconds">How far it is ahead of ours.</param>
public sealed record ClockView(DateTimeOffset Now, double AdvancedSeconds);

public sealed record AdvanceOrder([property: JsonRequired] double Seconds);

public sealed record InboundOrder([property: JsonRequired] string From, [property: JsonRequired] string Line, [property: JsonRequired] string Text);

public sealed record InboundView(long Id);

public sealed record TemplateOrder([property: JsonRequired] string Text, IReadOnlyList<string>? Slots, bool? Approved);

public sealed record SimulatorFault(string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RequestsView))]
[JsonSerializable(typeof(MessagesView))]
[JsonSerializable(typeof(AccountsView))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(AdvanceOrder))]
[JsonSerializable(typeof(InboundOrder))]
[JsonSerializable(typeof(InboundView))]
[JsonSerializable(typeof(TemplateOrder))]
[JsonSerializable(typeof(SimulatedAccountView))]
[JsonSerializable(typeof(SimulatedAccountChange))]
[JsonSerializable(typeof(SimulationSettings))]
[JsonSerializable(typeof(SimulatorFault))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SimulationJson : JsonSerializerContext;
