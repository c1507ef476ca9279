using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>One call to a provider, from the rows to the answers. Nothing of ours is locked while it thinks.</summary>
internal sealed partial class HandOver(
    Catalogs catalogs, Providers providers, ProviderAccounts accounts, AccountHealth health, MessageTexts texts, TimeProvider clock, ILogger<HandOver> log)
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
            _most = (catalog.Revision, Math.Clamp(most, 1, 100));
            return _most.Most;
        }
    }

    private (long Revision, int Most) _most = (-1, 1);

    /// <returns>An answer for every message of the group, whatever happened.</returns>
    public async Task<IReadOnlyList<ProviderAnswer>> CallAsync(List<PlannedAttempt> group, CancellationToken abandon)
    {
        var account = group[0].Account;
        if (health.Pauses.TryGetValue(account.Id, out var until) && until > clock.GetUtcNow())
            return All(group, new ProviderAnswer.Refused(RefusalReason.Transient, RouteReason.Paused));   // since it was chosen: nothing has left the house
        if (providers.Find(account.Provider) is not { } provider) return Seen(account, All(group, new ProviderAnswer.Refused(RefusalReason.Account, "provider_unknown")));
        if (Prepare(account, group) is not var (opened, deliveries)) return Seen(account, All(group, new ProviderAnswer.Refused(RefusalReason.Account, "account_unreadable")));
        var patience = Patience(opened, group);
        if (patience <= TimeSpan.Zero) return All(group, new ProviderAnswer.Refused(RefusalReason.Transient, "lifetime_over"));
        return Seen(account, await AskAsync(provider, opened, group, deliveries, patience, abandon));
    }

    private async Task<IReadOnlyList<ProviderAnswer>> AskAsync(IProvider provider, ProviderAccount account, List<PlannedAttempt> group, List<Delivery> deliveries, TimeSpan patience, CancellationToken abandon)
    {
        try
        {
            using var deadline = new CallDeadline(patience, clock, abandon);
            var answers = await provider.SendAsync(account, deliveries, deadline.Token);
            if (answers.Count == group.Count) return answers;
            LogAnswersMissing(provider.Key, answers.Count, group.Count);
            return All(group, new ProviderAnswer.Unknown("answers_missing"));
        }
        catch (Exception exception)
        {
            LogCallFailed(account.Id, provider.Key, exception.GetType().Name);   // the text may hold a key or a number
            return All(group, Meaning(exception));
        }
    }

    private IReadOnlyList<ProviderAnswer> Seen(Account account, IReadOnlyList<ProviderAnswer> answers)
    {
        foreach (var answer in answers) health.Saw(account, answer);
        return answers;
    }

    /// <summary>Null where the account's settings make no sense or the key ring can't open what it should: nothing has left the house yet.</summary>
    private (ProviderAccount Account, List<Delivery> Deliveries)? Prepare(Account account, List<PlannedAttempt> group)
    {
        try
        {
            return accounts.Find(account.Id) is { } opened ? (opened, group.ConvertAll(ToDelivery)) : null;
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, account.Id);
            return null;
        }
    }

    private TimeSpan Patience(ProviderAccount account, List<PlannedAttempt> group)
    {
        var now = clock.GetUtcNow();
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(group.Min(p => p.Message.ExpiresAt));
        return RetryPlan.AttemptTimeout(account.Timeout, now, deadline);
    }

    /// <summary>Where no connection came about nothing was sent; whatever else was thrown may have.</summary>
    private static ProviderAnswer Meaning(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }
            => new ProviderAnswer.Refused(RefusalReason.Transient, TransportCodes.ConnectionRefused),
        OperationCanceledException => new ProviderAnswer.Unknown(TransportCodes.Timeout),
        _ => new ProviderAnswer.Unknown(TransportCodes.Cut),
    };

    private Delivery ToDelivery(PlannedAttempt planned) =>
        new(planned.Attempt.OwnId, Recipient.FromStored(planned.Message.Body.Recipient), texts.Of(planned.Message.Body), planned.Line?.Number, planned.Message.Body.Segments);

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

    [LoggerMessage(2102, LogLevel.Error, "{Provider} gave {Given} answers to {Asked} deliveries")]
    private partial void LogAnswersMissing(string provider, int given, int asked);
}
