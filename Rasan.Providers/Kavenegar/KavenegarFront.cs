using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>Kavenegar's wire, server side. One path with the key in it, by GET or POST; its own code is the HTTP status.</summary>
public sealed class KavenegarFront : IFront, IFrontPush
{
    private static readonly TimeSpan TehranOffset = TimeSpan.FromHours(3.5);

    private readonly FrozenDictionary<string, Func<KavenegarRequest, Task<KavenegarReply>>> _calls;

    public KavenegarFront()
    {
        var (account, blocked) = (new KavenegarFrontAccount(), new KavenegarFrontBlocked());
        _calls = new Dictionary<string, Func<KavenegarRequest, Task<KavenegarReply>>>(StringComparer.OrdinalIgnoreCase)
        {
            [KavenegarCalls.Send] = KavenegarFrontSending.SendAsync,
            [KavenegarCalls.SendArray] = KavenegarFrontSending.SendArrayAsync,
            [KavenegarCalls.Lookup] = KavenegarFrontLookup.LookupAsync,
            [KavenegarCalls.MakeTts] = KavenegarFrontSending.MakeTtsAsync,
            [KavenegarCalls.Status] = KavenegarFrontOutbox.StatusAsync,
            [KavenegarCalls.StatusByLocalId] = KavenegarFrontOutbox.StatusByLocalIdAsync,
            [KavenegarCalls.StatusByReceptor] = KavenegarFrontOutbox.StatusByReceptorAsync,
            [KavenegarCalls.Select] = KavenegarFrontOutbox.SelectAsync,
            [KavenegarCalls.SelectOutbox] = KavenegarFrontOutbox.SelectOutboxAsync,
            [KavenegarCalls.LatestOutbox] = KavenegarFrontOutbox.LatestOutboxAsync,
            [KavenegarCalls.CountOutbox] = KavenegarFrontOutbox.CountOutboxAsync,
            [KavenegarCalls.Cancel] = KavenegarFrontOutbox.CancelAsync,
            [KavenegarCalls.Receive] = KavenegarFrontInbox.ReceiveAsync,
            [KavenegarCalls.InboxPaged] = KavenegarFrontInbox.InboxPagedAsync,
            [KavenegarCalls.CountInbox] = KavenegarFrontInbox.CountInboxAsync,
            [KavenegarCalls.BlockedList] = blocked.ListAsync,
            [KavenegarCalls.BlockedAdd] = blocked.AddAsync,
            [KavenegarCalls.BlockedExists] = blocked.ExistsAsync,
            [KavenegarCalls.BlockedRemove] = blocked.RemoveAsync,
            [KavenegarCalls.AccountInfo] = KavenegarFrontAccount.InfoAsync,
            [KavenegarCalls.AccountConfig] = account.ConfigAsync,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public string Vendor => KavenegarProvider.ProviderKey;

    public void Map(IEndpointRouteBuilder routes, IFrontBackend backend) =>
        routes.Map("/v1/{key}/{**call}", async context =>
        {
            var reply = await AnswerAsync(context, backend);
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(reply.Body, context.RequestAborted);
        });

    /// <summary>Unsigned: the secret is in the address.</summary>
    public FrontPush? OfStatus(FrontMessage message, FrontPushTarget target) =>
        new([new(KavenegarFields.MessageId, KavenegarReply.Id(message.Id)), new(KavenegarFields.Status, KavenegarReply.StatusOf(message).ToString(CultureInfo.InvariantCulture))], []);

    public FrontPush? OfInbound(FrontInbound message, FrontPushTarget target) => new(
    [
        new(KavenegarFields.MessageId, KavenegarReply.Id(message.Id)),
        new(KavenegarFields.From, KavenegarFrontInbox.Sender(message.From)),
        new(KavenegarFields.To, message.Line),
        new(KavenegarFields.Message, message.Text),
        new(KavenegarFields.Date, message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ], []);

    private async Task<KavenegarReply> AnswerAsync(HttpContext context, IFrontBackend backend)
    {
        var (key, path) = (context.GetRouteValue("key") as string ?? "", context.GetRouteValue("call") as string ?? "");
        var call = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path[..^".json".Length] : "";
        if (call.Equals(KavenegarCalls.GetDate, StringComparison.OrdinalIgnoreCase)) return Clock(backend.Now);
        return backend.Enter(new(Vendor, "", key, context.Connection.RemoteIpAddress)) switch
        {
            FrontEntry.Refused(var why) => KavenegarReply.Refused(why),
            FrontEntry.Entered(var caller) when _calls.TryGetValue(call, out var handler) =>
                await KavenegarRequest.ReadAsync(context) is { } fields ? await handler(new(context, fields, caller, backend)) : KavenegarReply.Refused(400),
            _ => KavenegarReply.Refused(404),
        };
    }

    private static KavenegarReply Clock(DateTimeOffset now)
    {
        var local = now.ToOffset(TehranOffset);
        var date = new KavenegarDate(
            local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, now.ToUnixTimeSeconds());
        return KavenegarReply.Of(new KavenegarClock(KavenegarReply.Done, date), KavenegarJson.Wire.KavenegarClock);
    }
}
