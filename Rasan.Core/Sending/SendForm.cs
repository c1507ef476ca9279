using System.Security.Cryptography;
using System.Text.Json;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Sending;

/// <summary>Sends what a person has filled in. A form has a key of its own, so that it is taken on once, however often it is handed in.</summary>
public sealed class SendForm(SendMessage send, TimeProvider clock)
{
    internal const string Route = "panel:send";

    private const int TakenOn = 202;

    /// <param name="form">The form's key.</param>
    /// <param name="order">What is to be sent; its own recipients are not looked at.</param>
    /// <param name="to">To whom.</param>
    /// <param name="ct">Ends it early.</param>
    public Task<SendResult> RunAsync(Guid form, SendOrder order, RecipientList to, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.Send);
        var now = clock.GetUtcNow();
        return send.RunAsync(
            order with
            {
                To = [.. to.Found.Select(found => found.To)],
                Idempotency = new(Route, KeyOf(form), HashOf(order, to), TakenOn, receipt => Kept(order, to, receipt, now).Write()),
                Operation = Operation.Of(order.Caller, now, "message.send", $"form:{KeyOf(form)}", Summary(order, to)),
            },
            ct);
    }

    internal static string KeyOf(Guid form) => form.ToString("D");

    private static SentForm Kept(SendOrder order, RecipientList to, SendReceipt receipt, DateTimeOffset now) => new()
    {
        At = now,
        ScheduledAt = order.ScheduledAt > now ? order.ScheduledAt : null,
        Messages = [.. receipt.Items.Select((item, i) => new SentMessage(item.Id.Value, to.Found[i].Asked, item.To.E164))],
        Refused = to.Refused,
        Repeated = to.Repeated.Count,
        Segments = receipt.Segments,
        CostEstimate = receipt.CostEstimate,
    };

    private static byte[] HashOf(SendOrder order, RecipientList to) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        to = to.Found.Select(found => found.To.E164),
        order.Text,
        order.TemplateKey,
        order.Variables,
        order.Language,
        order.Intent,
        order.Line,
        order.ScheduledAt,
        order.Reference,
        order.Tags,
    }));

    // how many, and of what kind; never to whom or what
    private static string Summary(SendOrder order, RecipientList to) => JsonSerializer.Serialize(new
    {
        messages = to.Found.Count,
        refused = to.Refused.Count,
        repeated = to.Repeated.Count,
        intent = order.Intent,
        template = order.TemplateKey,
        scheduled_at = order.ScheduledAt?.UtcDateTime,
    });
}
