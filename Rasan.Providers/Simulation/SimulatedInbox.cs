using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>What came in on lines. Used inside the telecom's lock alone.</summary>
internal sealed class SimulatedInbox
{
    private readonly List<FrontInbound> _all = [];

    public void Add(FrontInbound message) => _all.Add(message);

    public void MarkRead(long id)
    {
        if (_all.FindIndex(message => message.Id == id) is var index and >= 0) _all[index] = _all[index] with { WasRead = true };
    }

    public IReadOnlyList<FrontInbound> Find(FrontInboxQuestion question)
    {
        var found = _all.Where(message => IsMeant(message, question)).Skip(question.Skip).Take(question.Most).ToList();
        if (question.MarkRead) foreach (var message in found) MarkRead(message.Id);
        return found;
    }

    private static bool IsMeant(FrontInbound message, FrontInboxQuestion question) =>
        (question.Line is null || question.Line == message.Line)
        && (question.WasRead is null || question.WasRead == message.WasRead)
        && (question.AfterId is null || message.Id > question.AfterId)
        && (question.From is null || message.At >= question.From)
        && (question.Until is null || message.At <= question.Until);
}
