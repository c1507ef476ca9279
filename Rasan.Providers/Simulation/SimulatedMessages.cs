using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>Everything that was taken, and ways to find it again. Used inside the telecom's lock alone.</summary>
internal sealed class SimulatedMessages
{
    private readonly List<SimulatedMessage> _all = [];
    private readonly Dictionary<long, SimulatedMessage> _byId = [];
    private readonly Dictionary<long, List<SimulatedMessage>> _byCall = [];
    private readonly Dictionary<(long Account, string Key), List<SimulatedMessage>> _byOwnId = [], _byGroup = [], _byRecipient = [];

    /// <summary>In order of their ids.</summary>
    public IReadOnlyList<SimulatedMessage> All => _all;

    public void Add(SimulatedMessage message)
    {
        _all.Add(message);
        _byId.Add(message.Id, message);
        Keep(_byCall, message.CallId, message);
        if (message.Delivery.OwnId is { } own) Keep(_byOwnId, (message.Account.Id, own), message);
        if (message.Order.GroupId is { } group) Keep(_byGroup, (message.Account.Id, group), message);
        Keep(_byRecipient, (message.Account.Id, message.Delivery.To), message);
    }

    /// <summary>The newest with that own id, unless it is older than that.</summary>
    public SimulatedMessage? Known(long account, string ownId, DateTimeOffset since) =>
        _byOwnId.TryGetValue((account, ownId), out var known) && known[^1].At >= since ? known[^1] : null;

    public SimulatedMessage? Find(long id) => _byId.GetValueOrDefault(id);

    /// <param name="skew">The question's times are by the vendor's clock.</param>
    public IEnumerable<SimulatedMessage> Find(long account, FrontQuestion question, TimeSpan skew) =>
        Candidates(account, question)
            .Where(message => message.Account.Id == account && IsMeant(message, question, skew))
            .Skip(question.Skip).Take(question.Most);

    private IEnumerable<SimulatedMessage> Candidates(long account, FrontQuestion question) => question switch
    {
        { Ids: { } ids } => ids.Distinct().Select(_byId.GetValueOrDefault).OfType<SimulatedMessage>().OrderByDescending(message => message.Id),
        { CallIds: { } calls } => calls.Distinct().SelectMany(call => _byCall.GetValueOrDefault(call) ?? []).OrderByDescending(message => message.Id),
        { OwnIds: { } owns } => owns.Distinct(StringComparer.Ordinal).SelectMany(own => _byOwnId.GetValueOrDefault((account, own)) ?? []).OrderByDescending(message => message.Id),
        { GroupId: { } group } => Newest(_byGroup.GetValueOrDefault((account, group)) ?? []),
        { To: { } to } => Newest(_byRecipient.GetValueOrDefault((account, to)) ?? []),
        _ => Newest(_all),
    };

    private static IEnumerable<SimulatedMessage> Newest(List<SimulatedMessage> messages) => Enumerable.Reverse(messages);

    private static bool IsMeant(SimulatedMessage message, FrontQuestion question, TimeSpan skew) =>
        (question.Ids?.Contains(message.Id) ?? true)
        && (question.CallIds?.Contains(message.CallId) ?? true)
        && (question.OwnIds is null || (message.Delivery.OwnId is { } own && question.OwnIds.Contains(own, StringComparer.Ordinal)))
        && (question.GroupId is null || question.GroupId == message.Order.GroupId)
        && (question.To is null || question.To == message.Delivery.To)
        && (question.Line is null || question.Line == message.Line)
        && (question.Text is null || question.Text == message.Delivery.Text)
        && (question.From is null || message.At + skew >= question.From)
        && (question.Until is null || message.At + skew <= question.Until);

    private static void Keep<TKey>(Dictionary<TKey, List<SimulatedMessage>> index, TKey key, SimulatedMessage message) where TKey : notnull
    {
        if (index.TryGetValue(key, out var list)) list.Add(message);
        else index[key] = [message];
    }
}
