using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Ghasedak;

/// <summary>Ghasedak's web service, as its client.</summary>
public sealed class GhasedakProvider(ProviderHttp http) : IProvider
{
    public const string ProviderKey = "ghasedak";

    internal const int MostIds = 100;

    private const int InboundPerCall = 100;

    private readonly GhasedakCaller _caller = new(http);
    private readonly GhasedakSending _sending = new(new(http));

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("Ghasedak", "قاصدک", GhasedakCaller.DefaultBaseUrl, ["ghasedak.me", "ghasedak.io", "ghasedaksms.com"])
    {
        Credentials = [new(GhasedakCaller.ApiKey, "API key", "کلید API", MinLength: 8)],
    };

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = 100,   // the vendor publishes no limit
        DifferentTexts = true,
        Templates = true,
        TemplatesTakeNoLine = true,
        TakesValue = static (slot, value) => slot.Length > 0 && value.Length > 0,
        Voice = true,
        Schedules = true,
        LookUp = true,
        Settling = TimeSpan.FromSeconds(5),
        StatusByReference = true,
        MaxPerStatusCall = MostIds,
        PushesInbound = true,
        PullsInbound = true,
        TellsBalance = true,
        TellsExpiry = true,
    };

    public Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline) => _sending.SendAsync(account, deliveries, deadline);

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        try
        {
            var own = evidence.OwnId.ToString(CultureInfo.InvariantCulture);
            var answer = await StatusAsync(account, [own], byOwnId: true, deadline);
            if (answer.Data is not { } rows) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
            var row = rows.FirstOrDefault(row => row.ClientReferenceId == own) ?? (rows is [{ ClientReferenceId: null or "" } alone] ? alone : null);
            if (row is null && rows.Count > 0) return new LookUpAnswer.NoAnswer(HttpCodes.OtherMessage);
            if (row is null) return new LookUpAnswer.NotKnown();
            var code = GhasedakCodes.OfState(row.Status);
            if (row.MessageId is not { Length: > 0 } id) return row.Status is null || code is GhasedakCodes.NotKnown ? new LookUpAnswer.NotKnown() : new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
            return new LookUpAnswer.Found(id, GhasedakCodes.Table.Find(code)?.State, code, GhasedakCodes.Rials(row.Price));
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
        var answer = await StatusAsync(account, ids, byOwnId: false, deadline);
        return [.. from row in answer.Data ?? []
                   let code = GhasedakCodes.OfState(row.Status)
                   where row.MessageId is { } id && ids.Contains(id) && code is not GhasedakCodes.NotKnown
                   select new ProviderReport(account.Id, row.MessageId!, GhasedakCodes.Table.StateOf(code), code, Cost: GhasedakCodes.Rials(row.Price))];
    }

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        var answer = await _caller.AskAsync(account, GhasedakMethods.Account, GhasedakJson.Wire.GhasedakAccountAnswer, deadline);
        return new(GhasedakCodes.Rials(answer.Data?.Credit), GhasedakTime.Read(answer.Data?.ExpireDate), PricePerSegment: null);
    }

    /// <summary>What is given here counts as read there: it is given once.</summary>
    public async Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline)
    {
        var answer = await _caller.AskAsync(account, $"{GhasedakMethods.Received}?LineNumber={Uri.EscapeDataString(line)}&IsRead=0", GhasedakJson.Wire.GhasedakReceivedAnswer, deadline);
        var rows = answer.Data?.Items ?? [];
        return new([.. rows.Select(row => Inbound(row, line)).OrderBy(message => message.At)], Cursor: null, HasMore: rows.Count >= InboundPerCall);
    }

    /// <summary>The vendor does not publish the names; those that are met are taken.</summary>
    public CallbackAnswer Read(ProviderAccount account, Callback callback)
    {
        if (callback.Subject is not CallbackSubject.Inbound) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
        List<InboundMessage> messages = [];
        foreach (var fields in CallbackFields.Of(callback))
        {
            if (fields.Find("from", "sender") is not { } from || fields.Find("to", "lineNumber", "receptor") is not { } line) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
            messages.Add(Inbound(new(fields.Find("messageId", "id"), fields.Find("message", "text", "body"), from, line, fields.Find("receiveDate", "date")), line));
        }
        return new CallbackAnswer.Taken([], messages);
    }

    private Task<GhasedakStatusAnswer> StatusAsync(ProviderAccount account, IEnumerable<string> ids, bool byOwnId, CancellationToken deadline) =>
        _caller.AskAsync(account, $"{GhasedakMethods.Status}?Ids={string.Join(',', ids.Select(Uri.EscapeDataString))}&Type={(byOwnId ? "2" : "1")}", GhasedakJson.Wire.GhasedakStatusAnswer, deadline);

    private static InboundMessage Inbound(GhasedakInbound row, string line) =>
        new(row.Id is { Length: > 0 } id ? id : null, Answered.Sender(row.Sender), row.LineNumber is { Length: > 0 } to ? to : line, row.Message ?? "", Time(row.ReceiveDate));

    private static DateTimeOffset? Time(string? text) =>
        long.TryParse(Digits.Fold(text ?? ""), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : GhasedakTime.Read(text);
}
