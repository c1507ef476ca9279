using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>
/// Watches how calls to each account end. A fault of the account itself pauses it at once; five transport faults in a row, or half of the
/// last twenty calls, pause it too. Pauses grow; a probe at the end of one, or the first call after it, decides whether the account is back.
/// </summary>
public sealed partial class AccountHealth(IDbContextFactory<RasanDb> stores, RaiseAlerts alerts, TimeProvider clock, ILogger<AccountHealth> log)
{
    private const int FaultsInARow = 5, Window = 20;

    /// <summary>Whatever a provider asks for, a message is not kept waiting for longer than this at a time.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, Watch> _accounts = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _pauses = new();
    private readonly ConcurrentDictionary<long, string?> _reasons = new();
    private readonly Channel<Change> _changes = System.Threading.Channels.Channel.CreateUnbounded<Change>(new() { SingleReader = true });

    /// <summary>Until when accounts rest, known here before the row is written; a time in the past ends what the row says.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Pauses => _pauses;

    /// <summary>The rest an account takes; null: none.</summary>
    public AccountPause? PauseOf(Account account)
    {
        var known = _pauses.TryGetValue(account.Id, out var until);
        if (!known) until = account.PausedUntil ?? default;
        return until > clock.GetUtcNow() ? new(until, known ? _reasons.GetValueOrDefault(account.Id) : account.PauseReason) : null;
    }

    /// <summary>An operator pauses it: what is seen of it until then changes nothing.</summary>
    public void Hold(long accountId, DateTimeOffset until)
    {
        _accounts.TryRemove(accountId, out _);
        _reasons[accountId] = AccountPause.ByHand;
        _pauses[accountId] = until;
    }

    /// <summary>Takes in how a call ended. It says one thing of its account, however many messages it carried: a fault of the account itself before all, and that it takes messages before a fault on the way.</summary>
    public void Saw(Account account, IReadOnlyList<ProviderAnswer> answers)
    {
        if (PauseOf(account) is { Reason: AccountPause.ByHand }) return;
        var (meaning, code) = answers.Select(MeaningOf).MinBy(one => one.Meaning);
        var watch = _accounts.GetOrAdd(account.Id, _ => new Watch(account.PauseCount));
        var now = clock.GetUtcNow();
        var (changed, reason, until) = meaning switch
        {
            Meaning.OfKey or Meaning.OfAccount => watch.Pause(now, code),
            Meaning.OnTheWay => watch.Fault(now, code),
            Meaning.Nothing => default,
            _ => watch.Success(now),
        };
        if (changed) Note(new(account.Id, reason, until) { KeyIsRefused = meaning == Meaning.OfKey });
        if (answers.OfType<ProviderAnswer.Refused>().MaxBy(refused => refused.RetryAfter) is { RetryAfter: { } rest } asking) LeaveAlone(account.Id, now + (rest < LongestRest ? rest : LongestRest), asking.Code);
    }

    /// <summary>A provider that names the time of its own accord is no fault: no row is written, nobody is alarmed, and the pause ends by itself.</summary>
    private void LeaveAlone(long accountId, DateTimeOffset until, string code)
    {
        if (_pauses.TryGetValue(accountId, out var longer) && longer >= until) return;
        _reasons[accountId] = code;
        _pauses[accountId] = until;
        LogLeftAlone(accountId, until, code);
    }

    private static (Meaning Meaning, string Code) MeaningOf(ProviderAnswer answer) => answer switch
    {
        ProviderAnswer.Refused { Reason: RefusalReason.Key } refused => (Meaning.OfKey, refused.Code),
        ProviderAnswer.Refused { Reason: RefusalReason.Account } refused => (Meaning.OfAccount, refused.Code),
        ProviderAnswer.Refused { Reason: RefusalReason.Transient, Code: TransportCodes.ConnectionRefused } refused => (Meaning.OnTheWay, refused.Code),
        ProviderAnswer.Refused { Reason: RefusalReason.Transient, Code: TransportCodes.Timeout } refused => (Meaning.Nothing, refused.Code),   // was never begun
        ProviderAnswer.Unknown unknown => (Meaning.OnTheWay, unknown.Why),
        _ => (Meaning.Well, ""),
    };

    /// <summary>
    /// Takes in what a probe has found: good, messages go through the account at once; bad, the next pause begins and is longer. Only a message that was taken ends the
    /// row of growing pauses: a provider that tells the credit and sends nothing would otherwise be tried every few seconds.
    /// </summary>
    /// <param name="fault">Null: the account can be used.</param>
    public void Probed(Account account, string? fault, bool keyIsRefused)
    {
        var until = _accounts.GetOrAdd(account.Id, _ => new Watch(account.PauseCount)).Probed(clock.GetUtcNow(), isGood: fault is null);
        Note(new(account.Id, fault, until) { KeyIsRefused = keyIsRefused, IsProbe = true });
    }

    /// <summary>A key is not used any more: the account goes on with its next one.</summary>
    public void KeyRefused(long accountId, long keyId, string code) => _changes.Writer.TryWrite(new(accountId, code, default) { KeyId = keyId });

    /// <summary>Somebody has mended the account: what was seen of it before says nothing any more.</summary>
    public void Forget(long accountId)
    {
        _accounts.TryRemove(accountId, out _);
        _pauses[accountId] = default;   // ends what the row says
        _reasons.TryRemove(accountId, out _);
    }

    /// <summary>Writes pauses to the accounts, with their operation-log rows, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var change in _changes.Reader.ReadAllAsync(stopping))
        {
            try
            {
                if (await WriteAsync(change, stopping)) await alerts.RunAsync(change.AccountId, stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotWritten(exception, change.AccountId);   // the pause holds in memory all the same
            }
        }
    }

    private void Note(Change change)
    {
        _reasons[change.AccountId] = change.Reason;
        _pauses[change.AccountId] = change.Until;
        _changes.Writer.TryWrite(change);
    }

    /// <returns>False: it was so already.</returns>
    private async Task<bool> WriteAsync(Change change, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Accounts.Include(account => account.Keys).SingleOrDefaultAsync(account => account.Id == change.AccountId, ct) is not { } account) return false;
        if (!Apply(store, account, change, clock.GetUtcNow())) return false;
        await store.SaveChangesAsync(ct);
        return true;
    }

    private bool Apply(RasanDb store, Account account, Change change, DateTimeOffset now)
    {
        if (change.KeyId is { } keyId)
        {
            if (account.Keys.Find(key => key.Id == keyId) is not { } key || !key.Refuse(change.Reason!, now)) return false;
            Record(store, account, now, "key.refuse", ("key", key.Label), ("reason", change.Reason!));
            LogKeyRefused(account.Id, key.Label, change.Reason!);
            return true;
        }

        if (change.Reason is not { } reason)
        {
            var rested = account.PausedUntil is not null;
            if (!(change.IsProbe ? account.TryAgain() : account.Resume())) return false;
            if (!rested) return true;   // a good probe has said it before: the first message only proves it
            Record(store, account, now, "account.resume");
            LogResumed(account.Id);
            return true;
        }

        if (!account.Pause(change.Until, reason)) return false;
        if (change.KeyIsRefused) account.KeyIsRefused(now);
        Record(store, account, now, "account.pause", ("reason", reason), ("until", change.Until.ToString("O", CultureInfo.InvariantCulture)));
        LogPaused(account.Id, change.Until, reason);
        return true;
    }

    private static void Record(RasanDb store, Account account, DateTimeOffset at, string action, params ReadOnlySpan<(string Name, string Value)> after)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in after) words[name] = value;
        store.Record(new()
        {
            At = at,
            ServiceId = account.ServiceId,
            Actor = "system",
            Action = action,
            Subject = Account.InLog(account.Id),
            After = words.Count == 0 ? null : JsonSerializer.Serialize(words),
        });
    }

    [LoggerMessage(3004, LogLevel.Warning, "A key of account {AccountId} was refused and is used no more: {Label}, {Reason}")]
    private partial void LogKeyRefused(long accountId, string label, string reason);

    [LoggerMessage(3001, LogLevel.Warning, "Account {AccountId} pauses until {Until}: {Reason}")]
    private partial void LogPaused(long accountId, DateTimeOffset until, string reason);

    [LoggerMessage(3002, LogLevel.Information, "Account {AccountId} is back")]
    private partial void LogResumed(long accountId);

    [LoggerMessage(3006, LogLevel.Information, "The provider of account {AccountId} asks to be left alone until {Until}: {Code}")]
    private partial void LogLeftAlone(long accountId, DateTimeOffset until, string code);

    [LoggerMessage(3003, LogLevel.Error, "The pause of account {AccountId} could not be written")]
    private partial void LogNotWritten(Exception exception, long accountId);

    /// <summary>What an answer says of its account, what weighs most first.</summary>
    private enum Meaning
    {
        OfKey,
        OfAccount,
        Well,
        OnTheWay,
        Nothing,
    }

    /// <param name="Reason">Null: the account is back.</param>
    private sealed record Change(long AccountId, string? Reason, DateTimeOffset Until)
    {
        /// <summary>It is about this key; null: about a pause.</summary>
        public long? KeyId { get; init; }

        /// <summary>The pause is for the key, and there is no other.</summary>
        public bool KeyIsRefused { get; init; }

        /// <summary>Nothing was sent: the account was only asked.</summary>
        public bool IsProbe { get; init; }
    }

    private sealed class Watch(int pauses)
    {
        private readonly Lock _lock = new();
        private readonly bool[] _faults = new bool[Window];
        private int _calls, _inARow, _pauses = pauses;
        private DateTimeOffset _until;

        public (bool Changed, string? Reason, DateTimeOffset Until) Success(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_until > now) return default;   // begun before the pause: it says nothing of now
                Count(fault: false);
                _inARow = 0;
                if (_pauses == 0) return default;
                (_until, _pauses) = (default, 0);
                return (true, null, default);
            }
        }

        public (bool Changed, string? Reason, DateTimeOffset Until) Fault(DateTimeOffset now, string why)
        {
            lock (_lock)
            {
                if (_until > now) return default;
                Count(fault: true);
                _inARow++;
                var probing = _pauses > 0 && _until <= now;   // the first call after a pause
                return probing || _inARow >= FaultsInARow || (_calls >= Window && _faults.Count(fault => fault) * 2 >= Window) ? Rest(now, why) : default;
            }
        }

        public (bool Changed, string? Reason, DateTimeOffset Until) Pause(DateTimeOffset now, string why)
        {
            lock (_lock) return Rest(now, why);
        }

        /// <returns>Until when it rests; long ago: it does not.</returns>
        public DateTimeOffset Probed(DateTimeOffset now, bool isGood)
        {
            lock (_lock)
            {
                _until = default;
                return isGood ? default : Rest(now, "").Until;
            }
        }

        private (bool Changed, string? Reason, DateTimeOffset Until) Rest(DateTimeOffset now, string why)
        {
            if (_until > now) return default;   // calls that were under way when the pause began
            _until = now + RetryPlan.AccountPause(_pauses);
            (_pauses, _inARow, _calls) = (_pauses + 1, 0, 0);
            Array.Clear(_faults);
            return (true, why, _until);
        }

        private void Count(bool fault) => _faults[_calls++ % Window] = fault;
    }
}
