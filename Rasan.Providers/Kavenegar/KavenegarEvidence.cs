using System.Globalization;
using System.Text.RegularExpressions;
using Rasan.Core.Channels;

namespace Rasan.Providers.Kavenegar;

/// <summary>What became of an attempt whose answer never came.</summary>
internal sealed partial class KavenegarEvidence(KavenegarCaller caller)
{
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1), LongestCall = TimeSpan.FromMinutes(5);

    /// <summary>By our own id, which plain texts carry.</summary>
    public async Task<LookUpAnswer> ByOwnIdAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        var own = evidence.OwnId.ToString(CultureInfo.InvariantCulture);
        var answer = await caller.AskAsync(account, KavenegarCalls.StatusByLocalId, KavenegarJson.Wire.KavenegarStates, [new(KavenegarFields.LocalId, own)], deadline);
        if (answer.Entries is not { } rows) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        var row = rows.FirstOrDefault(row => row.LocalId == own) ?? (rows is [{ LocalId: null } alone] ? alone : null);
        if (row?.Status is null) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        if (KavenegarCodes.OfState(row.Status) is KavenegarCodes.NotKnown) return new LookUpAnswer.NotKnown();
        return Found(row.MessageId, row.Status, cost: null);
    }

    /// <summary>
    /// A lookup carries no id of ours. Its recipient's messages are asked for and read: one that says what ours says, and is of its time, is ours.
    /// That there is none proves nothing: a new message is listed late.
    /// </summary>
    public async Task<LookUpAnswer> ByReceptorAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        if (evidence.Text is not { } text) return new LookUpAnswer.NoAnswer("text_wiped");
        var states = await caller.AskAsync(account, KavenegarCalls.StatusByReceptor, KavenegarJson.Wire.KavenegarStates,
        [
            new(KavenegarFields.Receptor, KavenegarCaller.Number(evidence.To)),
            new(KavenegarFields.StartDate, Unix(evidence.StartedAt - ClocksApart)),
            new(KavenegarFields.EndDate, Unix(evidence.StartedAt + LongestCall)),
        ], deadline);
        var ids = states.Entries?.Where(row => row.MessageId is { Length: > 0 } && KavenegarCodes.OfState(row.Status) is not KavenegarCodes.NotKnown).Select(row => row.MessageId!).Take(KavenegarProvider.MostIds).ToList();
        if (ids is not { Count: > 0 }) return new LookUpAnswer.NoAnswer("not_listed");
        var messages = await caller.AskAsync(account, KavenegarCalls.Select, KavenegarJson.Wire.KavenegarMessages, [new(KavenegarFields.MessageId, string.Join(',', ids))], deadline);
        var ours = messages.Entries?.Where(row => IsOfItsTime(row.Date, evidence.StartedAt) && Answered.IsTo(evidence.To, row.Receptor) && SaysTheSame(text, row.Message)).ToList();
        return ours is [var one] ? Found(one.MessageId, one.Status, one.Cost) : new LookUpAnswer.NoAnswer(ours is { Count: > 1 } ? "ambiguous" : "not_listed");
    }

    private static LookUpAnswer Found(string? id, long? status, long? cost)
    {
        var code = KavenegarCodes.OfState(status);
        return id is { Length: > 0 } ? new LookUpAnswer.Found(id, KavenegarCodes.Table.Find(code)?.State, code, KavenegarCodes.Rials(cost)) : new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
    }

    private static bool IsOfItsTime(long? date, DateTimeOffset startedAt) =>
        date is { } seconds && KavenegarCodes.Time(seconds) is { } at && at >= startedAt - ClocksApart && at <= startedAt + LongestCall;

    // the vendor fills its own wording: where the words differ, the code in them is the same
    private static bool SaysTheSame(string text, string? other)
    {
        if (other is null) return false;
        if (Answered.IsText(text, other)) return true;
        var numbers = Numbers(text);
        return numbers.Count > 0 && numbers.IsSubsetOf(Numbers(other));
    }

    private static HashSet<string> Numbers(string text) => LongNumber().Matches(Core.Messages.Digits.Fold(text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    private static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]{4,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
