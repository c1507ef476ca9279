using Rasan.Core.Channels;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>What came of asking a provider for an account's lines.</summary>
public abstract record FetchLinesResult
{
    private FetchLinesResult() { }

    /// <param name="Added">Numbers that were not known; they wait, switched off, for somebody to say what they may carry.</param>
    /// <param name="Known">How many were known before.</param>
    public sealed record Done(IReadOnlyList<string> Added, int Known) : FetchLinesResult;

    /// <summary>The caller may not.</summary>
    public sealed record Refused(AccountResult Why) : FetchLinesResult;

    /// <summary>This provider lists no lines.</summary>
    public sealed record NotListed : FetchLinesResult;

    /// <param name="Code">The provider's code, or the word for what happened on the way.</param>
    public sealed record Unanswered(string Code) : FetchLinesResult;
}

/// <summary>Asks an account's provider for its lines, and adds those that are not known.</summary>
public sealed class FetchLines(AccountEdits edits, Catalogs catalogs, Providers providers, AskProvider ask, TimeProvider clock)
{
    public async Task<FetchLinesResult> RunAsync(Caller caller, long accountId, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageAccounts);
        var known = catalogs.Current.Accounts.GetValueOrDefault(accountId);
        if (caller.RefusalOf(known) is { } refusal) return new FetchLinesResult.Refused(refusal);
        if (providers.Find(known!.Provider) is not { Capabilities.ListsLines: true } provider) return new FetchLinesResult.NotListed();
        var (lines, fault, _) = await ask.RunAsync(accountId, provider.LinesAsync, ct);
        if (lines is null) return new FetchLinesResult.Unanswered(fault!);

        var added = new List<string>();
        var before = 0;
        var result = await edits.RunAsync(caller, accountId, new()
        {
            Action = "line.fetch",
            Change = (_, account, _) =>
            {
                before = account.Lines.Count(line => lines.Any(listed => LineWords.NumberOf(listed.Number) == line.Number));
                added.AddRange(Add(account, lines));
                return Task.FromResult<AccountResult?>(null);
            },
        }, ct);
        return result is AccountResult.Done ? new FetchLinesResult.Done(added, before) : new FetchLinesResult.Refused(result);
    }

    private IEnumerable<string> Add(Account account, IReadOnlyList<ProviderLine> lines)
    {
        var now = clock.GetUtcNow();
        foreach (var listed in lines)
        {
            var number = LineWords.NumberOf(listed.Number);
            if (number.Length is 0 or > LineForm.LongestNumber || account.Lines.Exists(line => line.Number == number)) continue;
            account.Lines.Add(new() { Number = number, IsActive = false, Receives = listed.Receives ?? true, CreatedAt = now });
            yield return number;
        }
    }
}
