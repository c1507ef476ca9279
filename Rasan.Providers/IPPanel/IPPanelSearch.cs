using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.IPPanel;

/// <summary>
/// The search for an attempt that left no id: sendings from its line around its time, of its text and to its recipient. It is found when exactly one
/// fits; it is not there when none could be it.
/// </summary>
internal sealed class IPPanelSearch(IPPanelCaller caller, IPPanelReports reports, AttemptEvidence evidence)
{
    private const string VoiceLine = "+98votp";
    private const int PageSize = 100, MostPages = 50, MostSendings = 30;

    /// <summary>Clocks differ; a call takes a minute at most.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10), After = TimeSpan.FromMinutes(5);

    /// <summary>The same text again so near to it makes the two hard to tell apart.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(15);

    private readonly string? _voiceCode = evidence.Text is { } text ? IPPanelSending.VoiceCode(text) : null;

    public async Task<LookUpAnswer> RunAsync(ProviderAccount account, CancellationToken deadline)
    {
        var sendings = await ListAsync(account, IPPanelSending.Line(evidence.Line), deadline);
        if (sendings is not null && _voiceCode is not null && evidence.Line is not null)
        {
            sendings = await ListAsync(account, VoiceLine, deadline) is { } calls ? [.. sendings, .. calls] : null;
        }
        var alike = sendings?.Where(IsAlike).DistinctBy(sending => sending.MessagesOutboxId, StringComparer.Ordinal).ToList();
        if (alike is null || alike.Count > MostSendings) return new LookUpAnswer.NoAnswer("too_many");

        List<(IPPanelBulk Sending, IPPanelRecipient Row)> found = [];
        foreach (var sending in alike)
        {
            var rows = await reports.RecipientsAsync(account, sending.MessagesOutboxId!, deadline);
            if (rows is []) return new LookUpAnswer.NoAnswer("ambiguous");   // still being made: its recipients do not show yet
            if (rows.FirstOrDefault(row => Recipient.TryParse(row.Recipient, out var to) && to == evidence.To) is { } own) found.Add((sending, own));
        }
        return Answer(found);
    }

    private LookUpAnswer Answer(IReadOnlyList<(IPPanelBulk Sending, IPPanelRecipient Row)> found)
    {
        switch (found)
        {
            case [var (sending, row)] when IsInTime(sending) && !evidence.ByTemplate && evidence.Text is not null:
                var (state, code) = IPPanelReports.StateOf(sending, row);
                return new LookUpAnswer.Found(sending.MessagesOutboxId!, state, code, IPPanelReports.Cost(sending));
            case []:
                return new LookUpAnswer.NotKnown();
            default:
                return new LookUpAnswer.NoAnswer("ambiguous");
        }
    }

    /// <returns>Null: more than anybody reads through.</returns>
    private async Task<IReadOnlyList<IPPanelBulk>?> ListAsync(ProviderAccount account, string? line, CancellationToken deadline)
    {
        var filters = new IPPanelListFilters { Number = line, CreateFromDate = IPPanelTime.Unix(evidence.StartedAt - Near), CreateToDate = IPPanelTime.Unix(evidence.StartedAt + Near) };
        List<IPPanelBulk> rows = [];
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await caller.AskAsync(account, IPPanelCalls.List, new(page, PageSize, filters), IPPanelJson.Wire.IPPanelListQuestion, IPPanelJson.Wire.IPPanelBulks, deadline);
            rows.AddRange(answer.Data ?? []);
            if ((answer.Meta!.LastPage ?? 1) <= page) return rows;
        }
        return null;
    }

    /// <summary>A pattern's words are the vendor's: what went out by one may be any of them.</summary>
    private bool IsAlike(IPPanelBulk sending)
    {
        if (sending.MessagesOutboxId is not { Length: > 0 }) return false;
        if (IPPanelTime.OfUnix(sending.Time ?? sending.TimeSend) is { } at && (at < evidence.StartedAt - Near || at > evidence.StartedAt + Near)) return false;
        if (sending.Number == VoiceLine) return evidence.Text is null || sending.Message == _voiceCode;
        if (evidence.Line is { } line && sending.Number is { } number && IPPanelSending.Line(number) != IPPanelSending.Line(line)) return false;
        return evidence.ByTemplate || evidence.Text is not { } text || Answered.HoldsText(text, sending.Message);
    }

    private bool IsInTime(IPPanelBulk sending) => IPPanelTime.OfUnix(sending.Time) is { } at && at >= evidence.StartedAt - Before && at <= evidence.StartedAt + After;
}
