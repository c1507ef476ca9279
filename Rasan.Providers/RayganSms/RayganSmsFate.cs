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
            if (await KnownGroupAsync(account, call.Key, deadline) is not { } state) continue;
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
        if (Reference(answer.Result) is not { } reference) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        if (reference.Length == 0 || (Guid.TryParse(reference, out var guid) && guid == Guid.Empty)) return new LookUpAnswer.NotKnown();
        if (await GroupAsync(account, reference, deadline) is not { } state) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        var code = CodeOf(state, evidence.To);
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

    /// <summary>Null: nothing is known of it. One group that the vendor can't read keeps no other from being told of.</summary>
    private async Task<RayganSmsGroupState?> KnownGroupAsync(ProviderAccount account, string group, CancellationToken deadline)
    {
        try
        {
            return await GroupAsync(account, group, deadline);
        }
        catch (ProviderRefusedException refused) when (refused.Code is RayganSmsCodes.NoGroup)
        {
            return null;
        }
    }

    private async Task<RayganSmsGroupState?> GroupAsync(ProviderAccount account, string group, CancellationToken deadline) =>
        (await caller.AskAsync(account, RayganSmsMethods.GroupStatus, new(group), RayganSmsJson.Asking.RayganSmsGroupQuestion, RayganSmsJson.Wire.RayganSmsGroup, deadline)).Result;

    /// <summary>Null: the group does not speak of this recipient. While it is queued or where it was filtered it may have no rows, and what its rows say means nothing.</summary>
    private static string? CodeOf(RayganSmsGroupState group, Recipient to)
    {
        var rows = group.MessagesListState ?? [];
        var row = rows.FirstOrDefault(row => Recipient.TryParse(row.Mobile, out var mobile) && mobile == to);
        if (row is null && rows.Count > 0) return null;
        var whole = RayganSmsCodes.OfGroup(group.StatusCode);
        if (whole is RayganSmsCodes.GroupQueued or RayganSmsCodes.GroupFiltered) return whole;
        return row?.Status is { } status ? RayganSmsCodes.OfState(status) : null;
    }

    /// <summary>Empty: the vendor says in so many words that there is none. Null: it says something else.</summary>
    private static string? Reference(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.String => result.GetString()!.Trim(),
        JsonValueKind.Number => result.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static bool IsNumber(string reference) => reference.All(char.IsAsciiDigit);
}
