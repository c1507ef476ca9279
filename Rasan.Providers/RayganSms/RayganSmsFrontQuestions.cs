using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.RayganSms;

/// <summary>The front's questions: states, the account, what came in.</summary>
internal static class RayganSmsFrontQuestions
{
    private const int PageSize = 100;

    public static async Task<IResult> GroupAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsGroupQuestion) is not { } asked) return RayganSmsExchange.Refused(1001);
        var question = RayganSmsExchange.CallOf(asked.GroupMessageId) is { } call ? new FrontQuestion { CallIds = [call], Most = int.MaxValue }
            : exchange.Backend.Has(FrontVariants.GroupIdStatus) && !string.IsNullOrEmpty(asked.GroupMessageId) ? new FrontQuestion { GroupId = asked.GroupMessageId, Most = int.MaxValue }
            : null;
        var found = question is null ? [] : await exchange.Backend.FindAsync(exchange.Caller, question, exchange.Ended);
        if (found is []) return RayganSmsExchange.Refused(3002);
        var isWaiting = found.All(message => message.State is FrontState.Queued or FrontState.Scheduled);
        var state = new RayganSmsGroupState(isWaiting ? "2" : "1", [.. found.Reverse().Select(message => new RayganSmsMobileState(WithoutZero(message.To), RayganSmsExchange.StatusOf(message)))]);
        return exchange.Answer(new(0, RayganSmsExchange.Done, state), RayganSmsJson.Wire.RayganSmsGroup);
    }

    public static async Task<IResult> MessagesAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsIdsQuestion) is not { } asked) return RayganSmsExchange.Refused(1001);
        List<long> ids = [.. (asked.MessageId ?? []).Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0)];
        if (ids is []) return RayganSmsExchange.Refused(1004);
        var found = await exchange.Backend.FindAsync(exchange.Caller, new() { Ids = ids, Most = int.MaxValue }, exchange.Ended);
        return exchange.Answer(new(0, RayganSmsExchange.Done, [.. found.Select(message => new RayganSmsState(RayganSmsExchange.Id(message), RayganSmsExchange.StatusOf(message)))]), RayganSmsJson.Wire.RayganSmsStates);
    }

    /// <summary>The caller's own id of a call; of one that never came there is nothing to say.</summary>
    public static async Task<IResult> GroupIdAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsOwnGroup) is not { GroupId.Length: > 0 } asked) return RayganSmsExchange.Refused(1004);
        var found = await exchange.Backend.FindAsync(exchange.Caller, new() { GroupId = asked.GroupId, Most = 1 }, exchange.Ended);
        return exchange.Answer(new(0, RayganSmsExchange.Done, found is [var message] ? RayganSmsExchange.GroupOf(message.CallId) : null), RayganSmsJson.Wire.RayganSmsWord);
    }

    public static async Task<IResult> ReceiveAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsInboxQuestion) is not { } asked) return RayganSmsExchange.Refused(1001);
        if (string.IsNullOrWhiteSpace(asked.PhoneNumber)) return RayganSmsExchange.Refused(1002);
        if (Time(asked.StartDate) is not { } from || Time(asked.EndDate) is not { } until) return RayganSmsExchange.Refused(1003);
        var question = new FrontInboxQuestion { Line = asked.PhoneNumber, From = from, Until = until.AddSeconds(1).AddTicks(-1), Most = int.MaxValue };
        var found = await exchange.Backend.InboxAsync(exchange.Caller, question, exchange.Ended);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        if (asked.Page is not { } page || page < 1 || page > pages) return RayganSmsExchange.Refused(2008);
        var rows = found.Skip(((int)page - 1) * PageSize).Take(PageSize).Select(message => new RayganSmsInbound(Sender(message.From), message.At.ToUnixTimeSeconds(), message.Text));
        return exchange.Answer(new(0, RayganSmsExchange.Done, new(page, pages, [.. rows])), RayganSmsJson.Wire.RayganSmsInbox);
    }

    public static async Task<IResult> CreditAsync(RayganSmsExchange exchange)
    {
        var standing = await exchange.Backend.StandingAsync(exchange.Caller, exchange.Ended);
        return exchange.Answer(new(0, RayganSmsExchange.Done, standing.Credit), RayganSmsJson.Wire.RayganSmsNumber);
    }

    public static async Task<IResult> PricesAsync(RayganSmsExchange exchange)
    {
        var standing = await exchange.Backend.StandingAsync(exchange.Caller, exchange.Ended);
        return exchange.Answer(new(0, RayganSmsExchange.Done, new(standing.PricePerPart, standing.PricePerLatinPart)), RayganSmsJson.Wire.RayganSmsPrices);
    }

    /// <summary>Those of the numbers whose newest message was not blocked.</summary>
    public static async Task<IResult> WhiteListAsync(RayganSmsExchange exchange)
    {
        if (await exchange.ReadAsync(RayganSmsJson.Wire.RayganSmsNumbers) is not { } asked || (asked.Mobiles ?? asked.MobilesList) is not { } numbers) return RayganSmsExchange.Refused(1004);
        List<long> white = [];
        foreach (var to in numbers.Select(RayganSmsExchange.Mobile).OfType<string>())
        {
            var newest = await exchange.Backend.FindAsync(exchange.Caller, new() { To = to, Most = 1 }, exchange.Ended);
            if (newest is not [{ State: FrontState.Blocked }]) white.Add(long.Parse(WithoutZero(to), NumberStyles.None, CultureInfo.InvariantCulture));
        }
        return exchange.Answer(new(0, RayganSmsExchange.Done, white), RayganSmsJson.Wire.RayganSmsWhiteList);
    }

    private static string WithoutZero(string e164) => Recipient.FromStored(e164) is { IsIranian: true } iranian ? iranian.National[1..] : e164.TrimStart('+');

    private static string Sender(string from) => from.TrimStart('+');

    private static DateTimeOffset? Time(long? seconds) => seconds is >= 0 and < 253_402_300_799 and var at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
