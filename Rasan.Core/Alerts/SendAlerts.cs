using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Alerts;

/// <summary>Makes messages of the alerts that are none yet, also of those that a crash has left. The alert is the request's key: however often it is tried, it is one message.</summary>
public sealed partial class SendAlerts(MakeSystem system, SendMessage send, Catalogs catalogs, IDbContextFactory<RasanDb> stores, TimeProvider clock, ILogger<SendAlerts> log)
{
    private const string Door = "alerts";
    private const int Many = 100;

    /// <summary>No older than an answer is kept that knows the message. What lasts so long is told again anyway.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(23);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var waiting = await store.Alerts.Where(alert => alert.HandedAt == null).OrderBy(alert => alert.Id).Take(Many).ToListAsync(ct);
        if (waiting.Count == 0) return;
        var service = await system.RunAsync(ct);
        foreach (var alert in waiting)
        {
            if (!await HandAsync(alert, new(service, null, "system", Permissions.Send), ct)) return;   // nothing can be stored now: the next look tries again
            await store.SaveChangesAsync(ct);
        }
    }

    private async Task<bool> HandAsync(Alert alert, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - alert.At > Latest) Fail(alert, Alert.TooLate, now);
        else if (!HasAnother(alert.AccountId, caller.Service, now)) Fail(alert, Alert.NoOtherAccount, now);
        else
        {
            switch (await send.RunAsync(OrderOf(alert, caller), ct))
            {
                case SendResult.Accepted(var receipt):
                    alert.Sent(receipt.Items[0].Id, now);
                    break;
                case SendResult.Replayed(_, var body):
                    alert.Sent(new(new Guid(body)), now);
                    break;
                case SendResult.Unavailable:
                    return false;
                default:
                    Fail(alert, Alert.NotSent, now);
                    break;
            }
        }

        return true;
    }

    /// <summary>One that can take it now, or rests and will.</summary>
    private bool HasAnother(long accountId, Service service, DateTimeOffset now)
    {
        var catalog = catalogs.Current;
        var question = new RouteQuestion(service.Id, catalog.DefaultTenant(service)?.Id ?? 0, MakeSystem.AlertIntent, Kind.Transactional, ChannelKeys.Sms);
        var plan = RoutePlanner.Plan(catalog.Routes, RouteAbout.Of(catalog, accountId, question), now);
        return plan.Choices.Count > 0 || plan.RetryAt is not null;
    }

    private void Fail(Alert alert, string fault, DateTimeOffset now)
    {
        alert.Failed(fault, now);
        LogNotSent(alert.Id, alert.AccountId, fault);
    }

    private static SendOrder OrderOf(Alert alert, Caller caller)
    {
        var key = alert.Id.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Caller = caller,
            Intent = MakeSystem.AlertIntent,
            To = [Recipient.FromStored(alert.Recipient)],
            Text = alert.Text,
            Language = alert.Language,
            AboutAccount = alert.AccountId,
            Reference = $"alert:{key}",
            Idempotency = new(Door, key, SHA256.HashData(Encoding.UTF8.GetBytes(alert.Text + alert.Recipient)), Status: 202, receipt => receipt.Items[0].Id.Value.ToByteArray()),
        };
    }

    [LoggerMessage(3301, LogLevel.Warning, "Alert {AlertId} of account {AccountId} was not sent: {Fault}")]
    private partial void LogNotSent(long alertId, long accountId, string fault);
}
