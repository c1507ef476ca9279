using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts.Changes;

/// <summary>A message that tries one account.</summary>
/// <param name="Line">A line of the account, switched off ones too; null: its first active one.</param>
public sealed record AccountTest(Caller Caller, long AccountId, Recipient To, string Text, string? Line);

/// <summary>What became of a try.</summary>
public abstract record TestAccountResult
{
    private TestAccountResult() { }

    /// <param name="Id">It is a message like any other.</param>
    /// <param name="Raw">What the provider's server said, word for word, with what is secret or personal masked; empty for a provider inside the program.</param>
    public sealed record Answered(TrackingId Id, Account Account, string? Line, ProviderAnswer Answer, IReadOnlyList<RawAnswer> Raw) : TestAccountResult;

    /// <summary>The caller may not, or something is wrong with the order.</summary>
    public sealed record Refused(AccountResult Why) : TestAccountResult;

    /// <summary>Nothing can be written now, so nothing was sent.</summary>
    public sealed record Unavailable(StorageFault Fault) : TestAccountResult;
}

/// <summary>
/// Sends one message through one account, whatever stands against it (a pause, being switched off), and waits for the answer. It is in the ledger from
/// before the call on, and goes to no other account.
/// </summary>
public sealed class TestAccount
{
    public const string Intent = "TEST";

    private readonly Catalogs _catalogs;
    private readonly Providers _providers;
    private readonly ProviderAccounts _accounts;
    private readonly Ledger _ledger;
    private readonly (HandOver HandOver, RecordAnswers Record) _dispatching;

    internal TestAccount(Catalogs catalogs, Providers providers, ProviderAccounts accounts, Ledger ledger, (HandOver HandOver, RecordAnswers Record) dispatching) =>
        (_catalogs, _providers, _accounts, _ledger, _dispatching) = (catalogs, providers, accounts, ledger, dispatching);

    public async Task<TestAccountResult> RunAsync(AccountTest test)
    {
        test.Caller.Demand(Permissions.ManageAccounts);
        var catalog = _catalogs.Current;
        var account = catalog.Accounts.GetValueOrDefault(test.AccountId);
        if (test.Caller.RefusalOf(account) is { } refusal) return new TestAccountResult.Refused(refusal);
        var wanted = LineWords.NumberOf(test.Line);
        var line = account!.Lines.OrderBy(one => one.Id).FirstOrDefault(one => wanted.Length > 0 ? one.Number == wanted : one.IsActive);
        if (FaultsOf(account, wanted, line) is { Count: > 0 } faults) return new TestAccountResult.Refused(new AccountResult.Refused(faults));

        try
        {
            var begun = await _ledger.DoAsync(session => Begin(session, test, account, line, catalog));
            return await AskAsync(test, account, begun);
        }
        catch (StorageUnavailableException unavailable)
        {
            return new TestAccountResult.Unavailable(unavailable.Fault);
        }
        catch (LedgerFullException)
        {
            return new TestAccountResult.Unavailable(StorageFault.None);
        }
    }

    private async Task<TestAccountResult> AskAsync(AccountTest test, Account account, PlannedAttempt begun)
    {
        var raw = RawAnswers.Listen();
        var answer = (await _dispatching.HandOver.CallAsync([begun], CancellationToken.None, evenPaused: true))[0];
        await _ledger.PromiseAsync(session => Record(session, begun, answer));
        var credentials = _accounts.Find(account.Id)?.Credentials.Values ?? [];
        return new TestAccountResult.Answered(begun.Message.Body.TrackingId, account, begun.Line?.Number, answer, [.. raw.Select(one => RawAnswerMask.Mask(one, [.. credentials], test.To, test.Text))]);
    }

    private List<Fault> FaultsOf(Account account, string wanted, Line? line)
    {
        var faults = new List<Fault>();
        if (_providers.Find(account.Provider) is not { } provider) faults.Add(new("provider", "unknown_provider", account.Provider));
        else if (provider.Capabilities.NeedsKey && !account.Keys.Exists(key => key.IsUsable)) faults.Add(new("keys", "no_usable_key"));
        else if (provider.Capabilities.NeedsLine && line is null && wanted.Length == 0) faults.Add(new("line", "required"));
        if (wanted.Length > 0 && line is null) faults.Add(new("line", "unknown_line", wanted));
        return faults;
    }

    /// <summary>The message stands as one that is under way already: no lane takes it up.</summary>
    private static PlannedAttempt Begin(LedgerSession session, AccountTest test, Account account, Line? line, Catalog catalog)
    {
        var inserted = session.Insert(Row(test, account, catalog, session.Now));
        var message = inserted with { AttemptCount = 1 };
        session.Save(inserted, message);
        var attempt = new AttemptRow
        {
            Id = session.NextAttemptId(),
            MessageId = message.Body.Id,
            Number = 1,
            Round = 0,
            AccountId = account.Id,
            LineId = line?.Id,
            OwnId = AttemptPlanner.NewOwnId(),
            StartedAt = session.Now,
        };
        session.InsertAttempt(attempt);
        session.Record(Operation.Of(test.Caller, DateTimeOffset.FromUnixTimeMilliseconds(session.Now), "account.test", Account.InLog(account.Id), JsonSerializer.Serialize(new { message = message.Body.TrackingId.ToString(), line = line?.Number })));
        return new(message, attempt, account, line);
    }

    private static MessageRow Row(AccountTest test, Account account, Catalog catalog, long now)
    {
        var (service, at) = (test.Caller.Service, DateTimeOffset.FromUnixTimeMilliseconds(now));
        var rule = catalog.Intents.Rule(service.Id, Kind.Transactional);
        return new()
        {
            Body = new()
            {
                TrackingId = TrackingId.New(at),
                ServiceId = service.Id,
                TenantId = account.TenantId ?? test.Caller.Tenant?.Id ?? catalog.DefaultTenant(service)!.Id,
                TokenId = test.Caller.TokenId,
                Channel = ChannelKeys.Sms,
                Kind = rule.Kind,
                Lane = rule.Lane,
                Intent = Intent,
                Recipient = test.To.E164,
                Text = test.Text,
                Segments = Segments.Count(test.Text).Segments,
                Line = test.Line is null ? null : LineWords.NumberOf(test.Line),
                CreatedAt = now,
                Day = catalog.DayOf(service.Id, at),
            },
            State = MessageState.Submitting,
            StateAt = now,
            DueAt = now + (long)LaneWorkers.Lease.TotalMilliseconds,
            ExpiresAt = now + (account.TimeoutSeconds * 1000L),
        };
    }

    /// <summary>As for any message, but for what would send it through another account: it ends where it was refused, and an outcome nobody knows is asked about and no more.</summary>
    private bool Record(LedgerSession session, PlannedAttempt begun, ProviderAnswer answer)
    {
        var attempt = Transitions.Answered(begun.Attempt, answer, session.Now);
        session.SaveAttempt(attempt);
        var moved = Transitions.Answered(begun.Message, attempt, answer, _dispatching.Record.ReportPlanOf(begun.Account.Id, begun.Message.Body), session.Now);
        return session.Save(begun.Message, moved.State switch
        {
            MessageState.Queued => moved.To(MessageState.Failed, session.Now, moved.Fault),
            MessageState.Uncertain => moved with { ExpiresAt = session.Now },
            _ => moved,
        });
    }
}
