using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>One call to a provider, from the rows to the answers. Nothing of ours is locked while it thinks.</summary>
internal sealed partial class HandOver(
    Ledger ledger, Catalogs catalogs, Providers providers, ProviderAccounts accounts, AccountHealth health, MessageTexts texts, TimeProvider clock, ILogger<HandOver> log)
{
    /// <summary>Messages that one call of the accounts in use can take at most.</summary>
    public int MostPerCall
    {
        get
        {
            var (revision, most) = _most;
            var catalog = catalogs.Current;
            if (revision == catalog.Revision) return most;
            most = catalog.Accounts.Values.Select(a => providers.Find(a.Provider)?.Capabilities.MaxPerCall ?? 1).DefaultIfEmpty(1).Max();
            _most = (catalog.Revision, Math.Clamp(most, 1, 200));
            return _most.Most;
        }
    }

    private (long Revision, int Most) _most = (-1, 1);

    /// <param name="evenPaused">Somebody tries the account, whatever stands against it.</param>
    /// <returns>An answer for every message of the group, whatever happened.</returns>
    public async Task<IReadOnlyList<ProviderAnswer>> CallAsync(List<PlannedAttempt> group, CancellationToken abandon, bool evenPaused = false)
    {
        try
        {
            var opened = group.ConvertAll(planned => (Planned: planned, Delivery: ToDelivery(planned)));
            var readable = opened.FindAll(one => one.Delivery is not null);
            var answers = readable.Count == 0 ? [] : await HandAsync(readable.ConvertAll(one => one.Planned), readable.ConvertAll(one => one.Delivery!), evenPaused, abandon);
            if (readable.Count == group.Count) return answers;
            var next = 0;
            return opened.ConvertAll(one => one.Delivery is null ? Unreadable : answers[next++]);
        }
        catch (Exception exception)
        {
            LogCallFailed(group[0].Account.Id, group[0].Account.Provider, exception.GetType().Name);   // a fault of ours, wherever it was: who waits for an answer gets one
            return All(group, new ProviderAnswer.Unknown(TransportCodes.Cut));
        }
    }

    private async Task<IReadOnlyList<ProviderAnswer>> HandAsync(List<PlannedAttempt> group, List<Delivery> deliveries, bool evenPaused, CancellationToken abandon)
    {
        var account = group[0].Account;
        if (!evenPaused && health.Pauses.TryGetValue(account.Id, out var until) && until > clock.GetUtcNow())
            return All(group, new ProviderAnswer.Refused(RefusalReason.Transient, RouteReason.Paused));   // since it was chosen: nothing has left the house
        if (providers.Find(account.Provider) is not { } provider) return Seen(account, All(group, new ProviderAnswer.Refused(RefusalReason.Account, "provider_unknown")));
        if (Opened(account.Id, () => accounts.Find(account.Id)) is not { } opened) return Seen(account, All(group, new ProviderAnswer.Refused(RefusalReason.Account, "account_unreadable")));
        var patience = Patience(opened, group);
        if (patience <= TimeSpan.Zero) return All(group, new ProviderAnswer.Refused(RefusalReason.Transient, "lifetime_over"));
        return Seen(account, await AskWithKeysAsync(provider, opened, group, deliveries, patience, abandon));
    }

    /// <summary>A refused key sent nothing: the same call goes out with the account's next one.</summary>
    private async Task<IReadOnlyList<ProviderAnswer>> AskWithKeysAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> deliveries, TimeSpan patience, CancellationToken abandon)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var left = patience - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return All(group, new ProviderAnswer.Refused(RefusalReason.Transient, TransportCodes.Timeout));
            var answers = await AskAsync(provider, account, group, deliveries, left, abandon);
            if (answers[0] is not ProviderAnswer.Refused { Reason: RefusalReason.Key } refused || !answers.All(answer => answer == refused) || Opened(account.Id, () => accounts.UseNextKey(account.Id, account.KeyId)) is not { } next) return answers;
            health.KeyRefused(account.Id, account.KeyId!.Value, refused.Code);
            account = next;
        }
    }

    /// <summary>Null where the account's settings make no sense or the key ring can't open what it should: nothing has left the house yet.</summary>
    private ProviderAccount? Opened(long accountId, Func<ProviderAccount?> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, accountId);
            return null;
        }
    }

    private async Task<IReadOnlyList<ProviderAnswer>> AskAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> deliveries, TimeSpan patience, CancellationToken abandon)
    {
        try
        {
            using var deadline = new CallDeadline(patience, clock, abandon);
            return await SendAsync(provider, account, group, deliveries, deadline.Token);
        }
        catch (Exception exception)
        {
            LogCallFailed(account.Id, provider.Key, exception.GetType().Name);   // the text may hold a key or a number
            return All(group, Meaning(exception));
        }
    }

    /// <summary>Where one delivery spoils the call and nobody says which, halves find it: nothing was sent so far, and the deadline stays the same.</summary>
    private async Task<IReadOnlyList<ProviderAnswer>> SendAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> deliveries, CancellationToken deadline)
    {
        var answers = await provider.SendAsync(account, deliveries, deadline);
        if (answers.Count != deliveries.Count)
        {
            LogAnswersMissing(provider.Key, answers.Count, deliveries.Count);
            return [.. deliveries.Select(_ => new ProviderAnswer.Unknown("answers_missing"))];
        }

        if (answers.Any(answer => answer is ProviderAnswer.Unknown { Why: ProviderAnswer.OtherMessage })) LogOtherMessage(account.Id, provider.Key);
        if (deliveries.Count == 1 || !answers.All(answer => answer is ProviderAnswer.Refused { ForOneOfMany: true })) return answers;
        var half = deliveries.Count / 2;
        var first = await HalfAsync(provider, account, group[..half], deliveries[..half], deadline);
        return [.. first, .. await SecondHalfAsync(provider, account, group[half..], deliveries[half..], deadline)];
    }

    /// <summary>Where an id is the call's, two calls under one could not be told apart later: the second gets its own, stored before it begins.</summary>
    private async Task<IReadOnlyList<ProviderAnswer>> SecondHalfAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> half, CancellationToken deadline)
    {
        if (!provider.Capabilities.OneIdPerCall) return await HalfAsync(provider, account, group, half, deadline);
        var ownId = AttemptPlanner.NewOwnId();
        try
        {
            await ledger.PromiseAsync(session =>
            {
                foreach (var planned in group) session.SetOwnId(planned.Attempt.Id, ownId);
                return true;
            }).WaitAsync(deadline);
        }
        catch (Exception exception)
        {
            LogCallFailed(account.Id, provider.Key, exception.GetType().Name);
            return NotBegun(half);
        }
        return await HalfAsync(provider, account, group, half.ConvertAll(delivery => delivery with { OwnId = ownId }), deadline);
    }

    /// <summary>What happens to one half says nothing of the other.</summary>
    private async Task<IReadOnlyList<ProviderAnswer>> HalfAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> half, CancellationToken deadline)
    {
        if (deadline.IsCancellationRequested) return NotBegun(half);
        try
        {
            return await SendAsync(provider, account, group, half, deadline);
        }
        catch (Exception exception)
        {
            LogCallFailed(account.Id, provider.Key, exception.GetType().Name);
            return [.. half.Select(_ => Meaning(exception))];
        }
    }

    private static ProviderAnswer[] NotBegun(List<Delivery> half) => [.. half.Select(_ => new ProviderAnswer.Refused(RefusalReason.Transient, TransportCodes.Timeout))];

    private IReadOnlyList<ProviderAnswer> Seen(Account account, IReadOnlyList<ProviderAnswer> answers)
    {
        health.Saw(account, answers);
        return answers;
    }

    private TimeSpan Patience(ProviderAccount account, List<PlannedAttempt> group)
    {
        var now = clock.GetUtcNow();
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(group.Min(p => p.Message.ExpiresAt));
        return RetryPlan.AttemptTimeout(account.Timeout, now, deadline);
    }

    /// <summary>Where no connection came about nothing was sent; whatever else was thrown may have.</summary>
    private static ProviderAnswer Meaning(Exception exception) =>
        TransportCodes.Of(exception) is var code && code == TransportCodes.ConnectionRefused ? new ProviderAnswer.Refused(RefusalReason.Transient, code) : new ProviderAnswer.Unknown(code);

    /// <summary>Null where the key ring opens its text no more: that stands against its own message alone.</summary>
    private Delivery? ToDelivery(PlannedAttempt planned)
    {
        var body = planned.Message.Body;
        try
        {
            return new(planned.Attempt.OwnId, Recipient.FromStored(body.Recipient), texts.Of(body), planned.Line?.Number, body.Segments)
            {
                Template = planned.Binding?.Filled(texts.ValuesOf(body.Variables, body.Sealed) ?? FrozenDictionary<string, string>.Empty),
                IsVoice = planned.IsVoice,
            };
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, planned.Account.Id);
            return null;
        }
    }

    private static readonly ProviderAnswer Unreadable = new ProviderAnswer.Refused(RefusalReason.BadMessage, "text_unreadable");

    private static ProviderAnswer[] All(List<PlannedAttempt> group, ProviderAnswer answer)
    {
        var answers = new ProviderAnswer[group.Count];
        Array.Fill(answers, answer);
        return answers;
    }

    [LoggerMessage(2101, LogLevel.Warning, "A call to account {AccountId} ({Provider}) ended with {Exception}")]
    private partial void LogCallFailed(long accountId, string provider, string exception);

    [LoggerMessage(2104, LogLevel.Critical, "What account {AccountId} needs can't be read: its settings, its key or a text")]
    private partial void LogUnreadable(Exception exception, long accountId);

    [LoggerMessage(2105, LogLevel.Critical, "Account {AccountId} ({Provider}) answered for another message than it was given: does another installation use its ids?")]
    private partial void LogOtherMessage(long accountId, string provider);

    [LoggerMessage(2102, LogLevel.Error, "{Provider} gave {Given} answers to {Asked} deliveries")]
    private partial void LogAnswersMissing(string provider, int given, int asked);
}
