using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Kavenegar;

/// <summary>Kavenegar's REST API, as its client.</summary>
public sealed class KavenegarProvider(ProviderHttp http) : IProvider
{
    public const string ProviderKey = "kavenegar";

    internal const int MostIds = 500;

    private const int InboundPerCall = 100;

    private static readonly DateTimeOffset FirstSensibleExpiry = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly KavenegarCaller _caller = new(http);
    private readonly KavenegarSending _sending = new(new(http));
    private readonly KavenegarEvidence _evidence = new(new(http));

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("Kavenegar", "کاوه‌نگار", KavenegarCaller.DefaultBaseUrl, ["kavenegar.com"])
    {
        Credentials = [new(KavenegarCaller.ApiKey, "API key", "کلید API", MinLength: 8)],
    };

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = 200,
        DifferentTexts = true,
        DifferentTextsNeedLine = true,
        Templates = true,
        TemplatesTakeNoLine = true,
        TakesValue = KavenegarSending.TakesValue,
        Voice = true,
        Schedules = true,
        Cancels = true,
        LookUp = true,
        Settling = TimeSpan.FromSeconds(5),
        LookUpWindow = TimeSpan.FromHours(11.5),   // the vendor says 12: an id that has left the window looks like one it never saw
        StatusByReference = true,
        StatusWindow = TimeSpan.FromHours(48),
        MaxPerStatusCall = MostIds,
        PushesReports = true,
        PushesInbound = true,
        PullsInbound = true,
        TellsBalance = true,
        TellsExpiry = true,
        MaxTextLength = 900,
    };

    public Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline) => _sending.SendAsync(account, deliveries, deadline);

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        try
        {
            return evidence.ByTemplate ? await _evidence.ByReceptorAsync(account, evidence, deadline) : await _evidence.ByOwnIdAsync(account, evidence, deadline);
        }
        catch (ProviderRefusedException refused)
        {
            return new LookUpAnswer.NoAnswer(refused.Code);
        }
    }

    public async Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        var ids = attempts.Select(attempt => attempt.Reference).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0) return [];
        var answer = await _caller.AskAsync(account, KavenegarCalls.Status, KavenegarJson.Wire.KavenegarStates, [new(KavenegarFields.MessageId, string.Join(',', ids))], deadline);
        return [.. (answer.Entries ?? []).Where(row => row.MessageId is { } id && ids.Contains(id)).Select(row => Report(account, row.MessageId!, row.Status)).OfType<ProviderReport>()];
    }

    /// <summary>Asked in vain for a key, the clock still tells whether anybody is there; that the key is good, only the account tells.</summary>
    public async Task ProbeAsync(ProviderAccount account, CancellationToken deadline)
    {
        await _caller.AskAsync(account, KavenegarCalls.GetDate, KavenegarJson.Wire.KavenegarClock, deadline);
        await StandingAsync(account, deadline);
    }

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        var answer = await _caller.AskAsync(account, KavenegarCalls.AccountInfo, KavenegarJson.Wire.KavenegarAccount, deadline);
        var expiry = answer.Entries?.ExpireDate is { } seconds && KavenegarCodes.Time(seconds) is { } at && at >= FirstSensibleExpiry ? at : (DateTimeOffset?)null;
        return new(KavenegarCodes.Rials(answer.Entries?.RemainCredit), expiry, PricePerSegment: null);
    }

    public async Task<bool> CancelAsync(ProviderAccount account, AttemptEvidence attempt, CancellationToken deadline)
    {
        if (attempt.Reference is not { } id) return false;
        var answer = await _caller.AskAsync(account, KavenegarCalls.Cancel, KavenegarJson.Wire.KavenegarStates, [new(KavenegarFields.MessageId, id)], deadline);
        return answer.Entries?.FirstOrDefault(row => row.MessageId == id) is { } row && KavenegarCodes.OfState(row.Status) is KavenegarCodes.Cancelled;
    }

    /// <summary>What is given here counts as read there: it is given once.</summary>
    public async Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline)
    {
        var answer = await _caller.AskAsync(account, KavenegarCalls.Receive, KavenegarJson.Wire.KavenegarInbox, [new(KavenegarFields.LineNumber, line), new(KavenegarFields.IsRead, "0")], deadline);
        var rows = answer.Entries ?? [];
        return new([.. rows.Select(row => Inbound(row, line)).OrderBy(message => message.At)], Cursor: null, HasMore: rows.Count >= InboundPerCall);
    }

    public CallbackAnswer Read(ProviderAccount account, Callback callback) => callback.Subject switch
    {
        CallbackSubject.Status => ReadStatus(account, callback),
        CallbackSubject.Inbound => ReadInbound(callback),
        _ => new CallbackAnswer.Refused(HttpCodes.Unreadable),
    };

    private static CallbackAnswer ReadStatus(ProviderAccount account, Callback callback)
    {
        List<ProviderReport> reports = [];
        foreach (var fields in CallbackFields.Of(callback))
        {
            if (fields.Find(KavenegarFields.MessageId) is not { } id || Number(fields.Find(KavenegarFields.Status)) is not { } status) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
            if (Report(account, id, status) is { } report) reports.Add(report);
        }
        return new CallbackAnswer.Taken(reports, []);
    }

    private static CallbackAnswer ReadInbound(Callback callback)
    {
        List<InboundMessage> messages = [];
        foreach (var fields in CallbackFields.Of(callback))
        {
            if (fields.Find(KavenegarFields.From, KavenegarFields.Sender) is not { } from || fields.Find(KavenegarFields.To, KavenegarFields.Receptor) is not { } line) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
            messages.Add(Inbound(new(fields.Find(KavenegarFields.MessageId), fields.Find(KavenegarFields.Message), from, line, Number(fields.Find(KavenegarFields.Date))), line));
        }
        return new CallbackAnswer.Taken([], messages);
    }

    private static InboundMessage Inbound(KavenegarInbound row, string line) =>
        new(row.MessageId is { Length: > 0 } id ? id : null, Answered.Sender(row.Sender), row.Receptor is { Length: > 0 } to ? to : line, row.Message ?? "", KavenegarCodes.Time(row.Date));

    private static long? Number(string? text) => long.TryParse(Digits.Fold(text ?? ""), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null: nothing is known of it, or nothing that a report could say.</summary>
    private static ProviderReport? Report(ProviderAccount account, string id, long? status)
    {
        var code = KavenegarCodes.OfState(status);
        return status is null || code is KavenegarCodes.NotKnown ? null : new(account.Id, id, KavenegarCodes.Table.StateOf(code), code);
    }
}
