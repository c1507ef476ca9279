using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.RayganSms;

/// <summary>What became of messages. One of several with one text goes by the group's guid and its recipient, one with its own text by its own number.</summary>
internal sealed class RayganSmsFate(RayganSmsCaller caller)
{
    public async Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        var byReference = attempts.Where(attempt => attempt.Reference is { Length: > 0 }).ToLookup(attempt => attempt.Reference!, StringComparer.Ordinal);
        List<ProviderReport> reports = [];
        List<string> numbers = [.. byReference.Select(call => call.Key).Where(IsNumber)];
        if (numbers.Count > 0) reports.AddRange(await OfMessagesAsync(account, byReference, numbers, deadline));
        foreach (var call in byReference.Where(call => !IsNumber(call.Key)))
        {
            if (await KnownGroupAsync(account, call.Key, reports.Count > 0, deadline) is not { } state) continue;
            reports.AddRange(from attempt in call
                             let code = CodeOf(state, attempt.To)
                             where code is not null
                             select new ProviderReport(account.Id, call.Key, RayganSmsCodes.Table.StateOf(code), code, To: attempt.To));
        }
        return reports;
    }

    /// <summary>By the call's own id: what the vendor calls that group, and how the recipient fares in it.</summary>
    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        var own = new RayganSmsOwnGroup(evidence.OwnId.ToString(CultureInfo.InvariantCulture));
        var answer = await caller.AskAsync(account, RayganSmsMethods.GroupId, own, RayganSmsJson.Asking.RayganSmsOwnGroup, RayganSmsJson.Wire.RayganSmsAnything, deadline);
        if (IdOf(answer.Result) is not { } id) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        if (RayganSmsGroups.Reference(id) is not { } reference) return new LookUpAnswer.NotKnown();
        if (await GroupAsync(account, reference, deadline) is not { } state) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        var code = Names(state, evidence.To) ? CodeOf(state, evidence.To) : null;   // a group that does not show its recipients yet proves nothing of this one
        return code is null ? new LookUpAnswer.NoAnswer("recipient_missing") : new LookUpAnswer.Found(reference, RayganSmsCodes.Table.StateOf(code), code);
    }

    private async Task<IEnumerable<ProviderReport>> OfMessagesAsync(ProviderAccount account, ILookup<string, AttemptEvidence> byReference, IReadOnlyList<string> numbers, CancellationToken deadline)
    {
        var answer = await caller.AskAsync(account, RayganSmsMethods.CorrespondingStatus, new(numbers), RayganSmsJson.Asking.RayganSmsIdsQuestion, RayganSmsJson.Wire.RayganSmsStates, deadline);
        return from row in answer.Result ?? []
               let id = row.MsgId?.Trim()
               where id is not null && row.Status is not null && byReference.Contains(id)
               let code = RayganSmsCodes.OfState(row.Status)
               select new ProviderReport(account.Id, id, RayganSmsCodes.Table.StateOf(code), code);
    }

    /// <summary>Null: nothing is known of it. One group that the vendor can't read keeps no other from being told of, nor does a deadline what was told already.</summary>
    private async Task<RayganSmsGroupState?> KnownGroupAsync(ProviderAccount account, string group, bool hasNews, CancellationToken deadline)
    {
        try
        {
            return await GroupAsync(account, group, deadline);
        }
        catch (ProviderRefusedException refused) when (refused.Code is RayganSmsCodes.NoGroup || refused.Reason is RefusalReason.BadMessage)
        {
            return null;
        }
        catch (OperationCanceledException) when (hasNews)
        {
            return null;
        }
    }

    private async Task<RayganSmsGroupState?> GroupAsync(ProviderAccount account, string group, CancellationToken deadline) =>
        (await caller.AskAsync(account, RayganSmsMethods.GroupStatus, new(RayganSmsGroups.Id(group)), RayganSmsJson.Asking.RayganSmsGroupQuestion, RayganSmsJson.Wire.RayganSmsGroup, deadline)).Result;

    /// <summary>Null: the group does not speak of this recipient. While it is queued, what its rows say means nothing; where it was filtered, a handset that has the message says so.</summary>
    private static string? CodeOf(RayganSmsGroupState group, Recipient to)
    {
        var rows = group.MessagesListState ?? [];
        var row = RowOf(group, to);
        if (row is null && rows.Count > 0) return null;
        var own = row?.Status is { } status ? RayganSmsCodes.OfState(status) : null;
        var whole = RayganSmsCodes.OfGroup(group.StatusCode);
        return whole is RayganSmsCodes.GroupQueued || (whole is RayganSmsCodes.GroupFiltered && own is not RayganSmsCodes.Delivered) ? whole : own;
    }

    private static bool Names(RayganSmsGroupState group, Recipient to) => RowOf(group, to) is not null;

    private static RayganSmsMobileState? RowOf(RayganSmsGroupState group, Recipient to) => group.MessagesListState?.FirstOrDefault(row => Recipient.TryParse(row.Mobile, out var mobile) && mobile == to);

    /// <summary>Empty: the vendor says in so many words that there is none. Null: it says something else.</summary>
    private static string? IdOf(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.String => result.GetString()!.Trim(),
        JsonValueKind.Number => result.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static bool IsNumber(string reference) => reference.All(char.IsAsciiDigit);
}
