using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.IPPanel;

/// <summary>IPPanel's edge API. It takes no id of ours, tells wrong numbers and missing credit only later, and knows a recipient by outbox id and number.</summary>
public sealed class IPPanelProvider(ProviderHttp http) : IProvider
{
    public const string ProviderKey = "ippanel";
    public const string ApiKey = IPPanelCaller.ApiKey;
    private const int PageSize = 100, MostPages = 50;

    /// <summary>What is asked for the price of: one part in Persian.</summary>
    private const string OnePart = "سلام";

    private readonly IPPanelCaller _caller = new(http);
    private readonly IPPanelReports _reports = new(new(http));

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("IPPanel", "آی‌پی پنل", IPPanelCaller.DefaultBaseUrl, ["ippanel.com"])
    {
        Credentials = [new(ApiKey, "API key", "کلید API", MinLength: 8)],
    };

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = 100,
        DifferentTexts = true,
        RepeatedRecipients = false,
        Templates = true,
        Voice = true,
        Schedules = true,
        Cancels = true,
        LookUp = true,
        Settling = TimeSpan.FromSeconds(20),
        StatusByReference = true,
        MaxPerStatusCall = 20,   // each may be a sending of its own: two questions
        NeedsLine = true,
        PullsInbound = true,
        TellsBalance = true,
        TellsPrice = true,
        ListsLines = true,
    };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        if (deliveries is []) return [];
        if (deliveries[0] is { IsVoice: true, ScheduledAt: not null }) return Answered.All(deliveries, IPPanelCodes.Table.Refused(IPPanelCodes.VoiceAtOnce));   // the vendor would drop the time and call at once
        var (reply, sent) = await _caller.SendAsync(account, IPPanelSending.Of([.. deliveries.Select(delivery => delivery with { Line = IPPanelSending.Line(delivery.Line) })]), deadline);
        if (!reply.IsSuccess || sent?.Meta?.Status is false) return Answered.All(deliveries, Refused(account, reply, sent?.Meta, deliveries));
        var ids = sent?.Data?.MessageOutboxIds ?? [];
        if (ids.Count != (IPPanelSending.IsOneText(deliveries) ? 1 : deliveries.Count) || ids.Any(id => id.Length == 0)) return Answered.All(deliveries, new ProviderAnswer.Unknown(HttpCodes.Unreadable));
        return [.. deliveries.Select((_, index) => new ProviderAnswer.Accepted(ids[ids.Count == 1 ? 0 : index]))];
    }

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        try
        {
            return await new IPPanelSearch(_caller, _reports, evidence).RunAsync(account, deadline);
        }
        catch (ProviderRefusedException refused)
        {
            return new LookUpAnswer.NoAnswer(refused.Code);
        }
    }

    public Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline) => _reports.OfAsync(account, attempts, deadline);

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        await ProbeAsync(account, deadline);
        var reply = await _caller.GetAsync(account, IPPanelCalls.Credit, deadline);
        if (reply.Status == 404) return new(null, null, null);   // not in every edition of the vendor's documents
        var credit = IPPanelCaller.Read(account, reply, IPPanelJson.Wire.IPPanelCreditAnswer).Data?.Credit;
        return new(credit is { } left ? Rials(left) : null, null, await PriceAsync(account, deadline));
    }

    public async Task ProbeAsync(ProviderAccount account, CancellationToken deadline)
    {
        using var nothing = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        var token = IPPanelCaller.Read(account, await _caller.PostAsync(account, IPPanelCalls.CheckToken, nothing, deadline), IPPanelJson.Wire.IPPanelTokenAnswer).Data;
        if (token?.SendBlock is true) throw IPPanelCodes.Table.Refusal(IPPanelCodes.SendBlock, 403);
        if (token?.DocumentBlock is true) throw IPPanelCodes.Table.Refusal(IPPanelCodes.DocumentBlock, 403);
    }

    /// <summary>The whole sending of that id: what was handed over to wait has an id for each message.</summary>
    public async Task<bool> CancelAsync(ProviderAccount account, AttemptEvidence attempt, CancellationToken deadline)
    {
        if (attempt.Reference is not { } reference) return false;
        using var content = LooseJson.Content(new IPPanelCancel(reference), IPPanelJson.Wire.IPPanelCancel);
        var reply = await _caller.PostAsync(account, IPPanelCalls.Cancel, content, deadline);
        if (reply.IsSuccess && LooseJson.Read(reply.Body, IPPanelJson.Wire.IPPanelDone)?.Meta?.Status is true) return true;
        var refusal = IPPanelCaller.Refusal(account, reply);
        if (refusal.Reason is RefusalReason.Account or RefusalReason.Key or RefusalReason.Transient) throw refusal;
        return false;
    }

    public async Task<IReadOnlyList<ProviderLine>> LinesAsync(ProviderAccount account, CancellationToken deadline)
    {
        List<ProviderLine> lines = [];
        var call = IPPanelCalls.Numbers;
        for (var page = 1; page <= MostPages; page++)
        {
            var reply = await _caller.GetAsync(account, Paged(call, page), deadline);
            if (reply.Status == 404 && page == 1)
            {
                call = IPPanelCalls.NumbersToo;
                reply = await _caller.GetAsync(account, Paged(call, page), deadline);
            }
            var answer = IPPanelCaller.Read(account, reply, IPPanelJson.Wire.IPPanelNumbers);
            lines.AddRange((answer.Data ?? []).Where(row => row.Number is { Length: > 0 }).Select(row => new ProviderLine(row.Number!, row.Gets is { } gets ? gets != 0 : null)));
            if ((answer.Meta!.LastPage ?? 1) <= page) break;
        }
        return lines;
    }

    public async Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline)
    {
        // The newest come first and pages move while one reads: the last page is read, again if there has come to be a later one.
        var page = await AskInboxAsync(account, cursor, 1, deadline);
        var last = cursor is null ? 1 : page.Meta!.LastPage ?? 1;   // what lies before the first pull is history, not news
        var read = 1L;
        while (read < last)
        {
            read = last;
            page = await AskInboxAsync(account, cursor, read, deadline);
            last = Math.Max(read, page.Meta!.LastPage ?? 1);
        }

        var rows = (page.Data ?? []).Where(row => row.MessagesInboxId is { Length: > 0 }).OrderBy(row => Number(row.MessagesInboxId!)).ToList();
        var newest = rows is [.., var end] ? end.MessagesInboxId : cursor;
        var own = IPPanelSending.Line(line);
        var messages = rows.Where(row => IPPanelSending.Line(row.Number) == own).Select(row => new InboundMessage(
            row.MessagesInboxId, Recipient.TryParse(row.From, out var from) ? from.E164 : row.From ?? "", row.Number ?? line, row.Message ?? "", IPPanelTime.OfUnix(row.Time)));
        return new([.. messages], newest ?? "0", HasMore: last > 1);
    }

    internal static Money Rials(decimal amount) => new(decimal.Round(amount, MidpointRounding.AwayFromZero), Money.Rial);

    internal static string Paged(string call, long page) => string.Create(CultureInfo.InvariantCulture, $"{call}?page={page}&per_page={PageSize}");

    private static ProviderAnswer Refused(ProviderAccount account, ProviderReply reply, IPPanelMeta? meta, IReadOnlyList<Delivery> deliveries)
    {
        var code = IPPanelCodes.OfRefusal(reply.Status, meta);
        var answer = code is null ? HttpCodes.Unread(reply) : IPPanelCodes.Table.Answer(code, reply, ProviderWords.Of(meta!.Message, account));
        return answer is ProviderAnswer.Refused refused ? refused with { ForOneOfMany = Answered.IsOfOne(deliveries, refused.Reason) } : answer;
    }

    private async Task<Money?> PriceAsync(ProviderAccount account, CancellationToken deadline)
    {
        try
        {
            if (await LinesAsync(account, deadline) is not [var line, ..]) return null;
            var question = new IPPanelPriceQuestion(line.Number, OnePart);
            var price = await _caller.AskAsync(account, IPPanelCalls.Price, question, IPPanelJson.Wire.IPPanelPriceQuestion, IPPanelJson.Wire.IPPanelPriceAnswer, deadline);
            return (price.Data?.MciPrice ?? price.Data?.OtherPrice) is { } amount ? Rials(amount) : null;
        }
        catch (ProviderRefusedException)
        {
            return null;   // the account is usable without: keys are refused here that may send
        }
    }

    private Task<IPPanelInboxPage> AskInboxAsync(ProviderAccount account, string? cursor, long page, CancellationToken deadline) => _caller.AskAsync(
        account, IPPanelCalls.Inbox, new(page, PageSize, cursor is null ? null : new(cursor)), IPPanelJson.Wire.IPPanelInboxQuestion, IPPanelJson.Wire.IPPanelInboxPage, deadline);

    private static decimal Number(string id) => decimal.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
