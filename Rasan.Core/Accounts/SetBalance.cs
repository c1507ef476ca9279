using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>What somebody knows of an account that its provider does not tell. What is null stays.</summary>
/// <param name="Currency">Null: the account's, else its provider's.</param>
/// <param name="Price">Of one segment.</param>
/// <param name="ForgetsExpiry">The date that is known is taken away.</param>
public sealed record BalanceOrder(Caller Caller, long AccountId, decimal? Balance, string? Currency, DateTimeOffset? ExpiresAt, decimal? Price, bool ForgetsExpiry = false);

public abstract record SetBalanceResult
{
    private SetBalanceResult() { }

    public sealed record Done(StandingNow Standing) : SetBalanceResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : SetBalanceResult;

    public sealed record NotFound : SetBalanceResult;
}

/// <summary>Sets by hand what the provider does not tell: the next question would only say otherwise. From then on the balance runs down by what is sent.</summary>
public sealed class SetBalance(Catalogs catalogs, Providers providers, ReadStanding read, RaiseAlerts alerts, IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    public const decimal Most = 1_000_000_000_000m;

    public async Task<SetBalanceResult> RunAsync(BalanceOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageAccounts);
        if (catalogs.Current.OwnAccount(order.Caller, order.AccountId) is not { } known) return new SetBalanceResult.NotFound();
        var provider = providers.Find(known.Provider);
        var currency = order.Currency ?? known.Currency ?? provider?.Profile.Currency ?? Money.Rial;
        if (FaultsOf(order, provider?.Capabilities ?? new(), currency, known) is { Count: > 0 } faults) return new SetBalanceResult.Refused(faults);
        await SaveAsync(order, currency, ct);
        await catalogs.RefreshAsync(ct);
        await alerts.RunAsync(order.AccountId, ct);
        return await read.RunAsync(order.Caller, order.AccountId, ct) is { } standing ? new SetBalanceResult.Done(standing) : new SetBalanceResult.NotFound();
    }

    private async Task SaveAsync(BalanceOrder order, string currency, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn =>   // between the counters' sum and the row nothing is spent
        {
            if (await store.Accounts.FindAsync([order.AccountId], turn) is not { } account) return;
            var (now, before) = (clock.GetUtcNow(), Describe(account));
            if (order.ForgetsExpiry) account.ForgetExpiry();
            account.StandByHand(new(In(order.Balance, currency), order.ExpiresAt, In(order.Price, currency)), now, await Spending.OfAsync(store, account.Id, currency, turn));
            if (order.Balance is not null) await BalancePoint.KeepAsync(store, account.Id, account.Balance!.Value, now, isNews: true, turn);
            store.Record(Operation.Of(order.Caller, now, "account.balance_set", Account.InLog(account.Id), Describe(account), before));
            await store.SaveChangesAsync(turn);
        }, ct);
    }

    private static List<Fault> FaultsOf(BalanceOrder order, ProviderCapabilities told, string currency, Account known)
    {
        var faults = new List<Fault>();
        if (order is { Balance: null, ExpiresAt: null, Price: null, ForgetsExpiry: false }) faults.Add(new("balance", "required"));
        if (order.Balance is not null && told.TellsBalance) faults.Add(new("balance", "told_by_provider"));
        if ((order.ExpiresAt is not null || order.ForgetsExpiry) && told.TellsExpiry) faults.Add(new("expires_at", "told_by_provider"));
        if (order.Price is not null && told.TellsPrice) faults.Add(new("price", "told_by_provider"));
        if (!IsAmount(order.Balance, currency)) faults.Add(new("balance", "bad_amount"));
        if (!IsAmount(order.Price, currency, isPrice: true)) faults.Add(new("price", "bad_amount"));
        if (currency is not { Length: 3 } || !currency.All(char.IsAsciiLetterUpper)) faults.Add(new("currency", "bad_currency", currency));
        else if (order.Balance is null && known.Balance is { } balance && balance.Currency != currency) faults.Add(new("currency", "other_currency", balance.Currency));
        return faults;
    }

    /// <summary>Rials are whole, as every balance in them; only the price of a segment may be a part of one.</summary>
    private static bool IsAmount(decimal? amount, string currency, bool isPrice = false) =>
        amount is not { } value || (value is >= 0 and <= Most && (isPrice || currency != Money.Rial || value == decimal.Truncate(value)));

    private static Money? In(decimal? amount, string currency) => amount is { } value ? new Money(value, currency) : null;

    private static string Describe(Account account) => JsonSerializer.Serialize(new
    {
        balance = account.Balance?.ToString(),
        price = account.PricePerSegment?.ToString(),
        expires_at = account.ExpiresAt?.UtcDateTime,
    });
}
