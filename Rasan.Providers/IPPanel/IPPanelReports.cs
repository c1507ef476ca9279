using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.IPPanel;

/// <summary>What became of a sending: its own state first, and once it has left, that of each recipient.</summary>
internal sealed class IPPanelReports(IPPanelCaller caller)
{
    private const long Finished = 6;
    private const int MostPages = 50;

    public async Task<IReadOnlyList<ProviderReport>> OfAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        List<ProviderReport> reports = [];
        foreach (var sending in attempts.Where(attempt => attempt.Reference is not null).GroupBy(attempt => attempt.Reference!, StringComparer.Ordinal))
        {
            try
            {
                reports.AddRange(await OfSendingAsync(account, sending.Key, [.. sending.Select(attempt => attempt.To)], deadline));
            }
            catch (ProviderRefusedException refused) when (refused.Reason is RefusalReason.BadMessage)
            {
                continue;   // one that the vendor can't read keeps no other from being told of
            }
            catch (OperationCanceledException) when (reports.Count > 0)
            {
                break;   // what was told already counts; the rest is asked again
            }
        }
        return reports;
    }

    private async Task<IReadOnlyList<ProviderReport>> OfSendingAsync(ProviderAccount account, string reference, IReadOnlyList<Recipient> asked, CancellationToken deadline)
    {
        if (await BulkAsync(account, reference, deadline) is not { StateId: { } state } bulk) return [];
        if (state == Finished) return await OfRecipientsAsync(account, bulk, reference, asked, deadline);
        var code = IPPanelCodes.OfState(state);
        return IPPanelCodes.Table.StateOf(code) is not DeliveryState.Sent and var end ? [.. asked.Select(to => new ProviderReport(account.Id, reference, end, code, To: to))] : [];
    }

    /// <summary>The state as far as it is known: of the recipient where there is one, else of the sending.</summary>
    public static (DeliveryState State, string Code) StateOf(IPPanelBulk bulk, IPPanelRecipient? row)
    {
        var code = row?.MessageStatus is { Length: > 0 } status && bulk.StateId is Finished or null ? IPPanelCodes.OfStatus(status) : IPPanelCodes.OfState(bulk.StateId ?? 0);
        return (IPPanelCodes.Table.StateOf(code), code);
    }

    /// <summary>Every recipient of a sending.</summary>
    public async Task<IReadOnlyList<IPPanelRecipient>> RecipientsAsync(ProviderAccount account, string reference, CancellationToken deadline)
    {
        List<IPPanelRecipient> rows = [];
        for (var page = 1L; page <= MostPages; page++)
        {
            var answer = await caller.AskAsync(account, $"{IPPanelProvider.Paged(IPPanelCalls.Recipients, page)}&bulk_id={Uri.EscapeDataString(reference)}", IPPanelJson.Wire.IPPanelRecipients, deadline);
            rows.AddRange(answer.Data ?? []);
            if ((answer.Meta!.LastPage ?? 1) <= page) break;
        }
        return rows;
    }

    /// <summary>What it cost, where that is one recipient's alone.</summary>
    public static Money? Cost(IPPanelBulk bulk) => bulk is { Cost: { } cost, RcptsCount: "1" } ? IPPanelProvider.Rials(cost) : null;

    private async Task<IPPanelBulk?> BulkAsync(ProviderAccount account, string reference, CancellationToken deadline)
    {
        var reply = await caller.GetAsync(account, $"{IPPanelCalls.ByBulk}?messages_outbox_id={Uri.EscapeDataString(reference)}", deadline);
        return reply.Status == 404 && LooseJson.Read(reply.Body, IPPanelJson.Wire.IPPanelDone)?.Meta is not null ? null : IPPanelCaller.Read(account, reply, IPPanelJson.Wire.IPPanelOneBulk).Data;
    }

    private async Task<IReadOnlyList<ProviderReport>> OfRecipientsAsync(ProviderAccount account, IPPanelBulk bulk, string reference, IReadOnlyList<Recipient> asked, CancellationToken deadline)
    {
        List<ProviderReport> reports = [];
        foreach (var row in await RecipientsAsync(account, reference, deadline))
        {
            if (!Recipient.TryParse(row.Recipient, out var to) || !asked.Contains(to) || row.MessageStatus is not { Length: > 0 } status) continue;
            var code = IPPanelCodes.OfStatus(status);
            if (IPPanelCodes.Table.StateOf(code) is not DeliveryState.Sent and var state) reports.Add(new(account.Id, reference, state, code, Cost: Cost(bulk), To: to));
        }
        return reports;
    }
}
