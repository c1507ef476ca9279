using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.RayganSms;

/// <summary>RayganSMS (Trez), as its client.</summary>
public sealed class RayganSmsProvider(ProviderHttp http, TimeProvider clock) : IProvider
{
    public const string ProviderKey = "raygansms";

    /// <summary>How far a question about what came in reaches: back at the first time, back behind the last pull, and ahead of our clock, which need not be the vendor's.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(1), Overlap = TimeSpan.FromMinutes(15), Ahead = TimeSpan.FromHours(12);

    private readonly RayganSmsCaller _caller = new(http);
    private readonly RayganSmsSending _sending = new(new(http));
    private readonly RayganSmsFate _fate = new(new(http));

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("RayganSMS", "رایگان اس‌ام‌اس", RayganSmsCaller.DefaultBaseUrl, ["raygansms.com", "trez.ir"])
    {
        Credentials =
        [
            new(RayganSmsCaller.Username, "User name", "نام کاربری", IsSecret: false),
            new(RayganSmsCaller.Password, "Password", "گذرواژه"),
        ],
    };

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = 100,   // the vendor takes more, but a call whose outcome is unknown should not be about thousands
        DifferentTexts = true,
        RepeatedRecipients = false,
        OneIdPerCall = true,
        Schedules = true,
        LookUp = true,
        Settling = TimeSpan.FromSeconds(5),
        MaxSegments = 10,
        StatusByReference = true,
        MaxPerStatusCall = 30,   // a question to the vendor is about one group: so many are asked in turn
        NeedsLine = true,
        PullsInbound = true,
        TellsBalance = true,
        TellsPrice = true,
    };

    public Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline) => _sending.SendAsync(account, deliveries, deadline);

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        try
        {
            return await _fate.LookUpAsync(account, evidence, deadline);
        }
        catch (ProviderRefusedException refused)
        {
            return new LookUpAnswer.NoAnswer(refused.Code);
        }
    }

    public Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline) => _fate.ReportsAsync(account, attempts, deadline);

    public async Task ProbeAsync(ProviderAccount account, CancellationToken deadline) => await CreditAsync(account, deadline);

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        var credit = await CreditAsync(account, deadline);
        var prices = await _caller.AskAsync(account, RayganSmsMethods.Prices, new(), RayganSmsJson.Asking.RayganSmsNothing, RayganSmsJson.Wire.RayganSmsPrices, deadline);
        return new(Rials(credit.Result), ExpiresAt: null, Rials(prices.Result?.Persian));
    }

    /// <summary>Rows have no ids and are not marked as read: each pull overlaps the last one, and whoever keeps them tells them apart. The cursor is where the next begins, and while pages follow, where this one ends and which is next.</summary>
    public async Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline)
    {
        var (from, until, page) = ReadCursor(cursor);
        var answer = await _caller.AskAsync(account, RayganSmsMethods.Receive, new(line, from, until, page), RayganSmsJson.Asking.RayganSmsInboxQuestion, RayganSmsJson.Wire.RayganSmsInbox, deadline);
        var messages = (answer.Result?.ReceivedMsgs ?? []).Select(row => new InboundMessage(Reference: null, Answered.Sender(row.Mobile), line, row.MsgBody ?? "", Time(row.Date))).OrderBy(message => message.At);
        var hasMore = answer.Result is { ReceivedMsgs.Count: > 0, TotalPage: { } pages } && page < pages;
        return new([.. messages], hasMore ? Cursor(from, until, page + 1) : Cursor(until - (long)(Ahead + Overlap).TotalSeconds), hasMore);
    }

    private Task<RayganSmsNumber> CreditAsync(ProviderAccount account, CancellationToken deadline) =>
        _caller.AskAsync(account, RayganSmsMethods.Credit, new(), RayganSmsJson.Asking.RayganSmsNothing, RayganSmsJson.Wire.RayganSmsNumber, deadline);

    private (long From, long Until, long Page) ReadCursor(string? cursor)
    {
        var now = clock.GetUtcNow();
        long?[] parts = [.. (cursor ?? "").Split('-').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null)];
        return parts switch
        {
            [{ } from, { } until, { } page] => (from, until, page),
            [{ } from] => (from, (now + Ahead).ToUnixTimeSeconds(), 1),
            _ => ((now - FirstLook).ToUnixTimeSeconds(), (now + Ahead).ToUnixTimeSeconds(), 1),
        };
    }

    private static string Cursor(params ReadOnlySpan<long> parts)
    {
        var texts = new string[parts.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = parts[i].ToString(CultureInfo.InvariantCulture);
        return string.Join('-', texts);
    }

    /// <summary>The vendor does not name its unit; its numbers are of rials' size.</summary>
    private static Money? Rials(decimal? amount) => amount is { } rials ? new Money(rials, Money.Rial) : null;

    private static DateTimeOffset? Time(long? seconds) => seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;
}
