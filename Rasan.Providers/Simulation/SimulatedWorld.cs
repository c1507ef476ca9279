using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>
/// One vendor's telecom in memory. Whoever looks or acts enters first, and by then everything that was due has happened;
/// a timer sees to it too, so that states are told without anybody asking.
/// </summary>
internal sealed class SimulatedWorld : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromHours(1);   // a timer takes no more than weeks

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly IFrontPush? _push;
    private readonly SimulatedPushes _pushes;
    private readonly ITimer _timer;
    private readonly PriorityQueue<SimulatedMessage, DateTimeOffset> _due = new();
    private readonly List<Task> _telling = [];
    private readonly Dictionary<string, SimulatedAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, SimulatedAccount> _accountsById = [];
    private TimeSpan _advanced;
    private long _lastId = Random.Shared.NextInt64(5_000_000_000, 9_000_000_000);   // beyond 32 bits, and another start than the run before

    public SimulatedWorld(IFront front, TimeProvider clock)
    {
        (_clock, _push) = (clock, front as IFrontPush);
        Vendor = SimulatedVendor.Of(front.Vendor);
        _pushes = new(clock);
        _timer = clock.CreateTimer(_ => Enter().Dispose(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Settings = SimulationSettings.Of(Vendor, clock.GetUtcNow());
        Templates = Defaults();
    }

    public SimulatedVendor Vendor { get; }
    public SimulationSettings Settings { get; set; }
    public SimulatedMessages Messages { get; private set; } = new();
    public SimulatedInbox Inbox { get; private set; } = new();
    public Dictionary<string, FrontTemplate> Templates { get; private set; }
    public IReadOnlyCollection<SimulatedAccount> Accounts => _accountsById.Values;

    /// <summary>The true time of this world; the vendor's own clock may be off.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow() + _advanced;
    public TimeSpan Advanced => _advanced;
    public TimeSpan Skew => TimeSpan.FromSeconds(Settings.ClockSkewSeconds);

    /// <summary>Alone in here until it is given up.</summary>
    public Turn Enter()
    {
        _lock.Enter();
        try
        {
            Settle();
            return new(this);
        }
        catch
        {
            _lock.Exit();
            throw;
        }
    }

    public long NextId() => ++_lastId;

    public SimulatedAccount? Account(long id) => _accountsById.GetValueOrDefault(id);

    public SimulatedAccount? Account(string name) => _accounts.GetValueOrDefault(name);

    /// <summary>An account is what shows the same user name, or the same key where there are no user names.</summary>
    public SimulatedAccount Open(string user, string secret)
    {
        var name = user is "" ? secret : user;
        if (!_accounts.TryGetValue(name, out var account))
        {
            _accounts[name] = account = new(_accounts.Count + 1, user, Settings.Credit) { Secret = secret };
            _accountsById[account.Id] = account;
        }
        account.Secret = secret;
        return account;
    }

    public void Add(SimulatedMessage message)
    {
        Messages.Add(message);
        Expect(message);
    }

    public static void Refund(SimulatedMessage message)
    {
        message.Account.Credit += message.Cost;
        message.Cost = 0;
    }

    public void Tell(SimulatedMessage message)
    {
        if (_push is null || (message.Order.ReportsTo ?? Settings.StatusUrl) is not { Scheme: "http" or "https" } address) return;
        var target = new FrontPushTarget(message.Account.User, Settings.Secret ?? message.Account.Secret, address);
        if (_push.OfStatus(message.Show(Skew), target) is not { } push) return;
        message.Told = TellAsync(message.Told, address, push);
        _telling.Add(message.Told);
    }

    public void Tell(FrontInbound message)
    {
        if (Settings.InboundUrl is not { } address || _push is null) return;
        var last = _accountsById.Values.LastOrDefault();
        var target = new FrontPushTarget(last?.User ?? "", Settings.Secret ?? last?.Secret ?? "", address);
        if (_push.OfInbound(message with { At = message.At + Skew }, target) is { } push) _telling.Add(TellAsync(message.Id, address, push));
    }

    public void Advance(TimeSpan by)
    {
        _advanced += by;
        Settle();
    }

    /// <summary>What is being told just now.</summary>
    public Task ToldAsync() => Task.WhenAll(_telling);

    public void Reset()
    {
        (_advanced, Messages, Inbox, Templates) = (TimeSpan.Zero, new(), new(), Defaults());
        _due.Clear();
        _accounts.Clear();
        _accountsById.Clear();
        Settings = SimulationSettings.Of(Vendor, Now);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _pushes.Dispose();
    }

    private Dictionary<string, FrontTemplate> Defaults() => Vendor.Templates.ToDictionary(template => template.Key, StringComparer.Ordinal);

    private void Settle()
    {
        var now = Now;
        while (_due.TryPeek(out var message, out var due) && due <= now)
        {
            _due.Dequeue();
            if (message.NextAt != due) continue;   // cancelled since
            message.Step();
            if (message.State is FrontState.Blocked) Refund(message);
            Tell(message);
            Expect(message);
        }
        _telling.RemoveAll(task => task.IsCompleted);
        Wake();
    }

    private async Task TellAsync(Task before, Uri address, FrontPush push)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);   // nothing is sent inside the lock
        await _pushes.SendAsync(address, push);
    }

    /// <summary>What the outside took counts as read; the rest waits to be pulled.</summary>
    private async Task TellAsync(long id, Uri address, FrontPush push)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (!await _pushes.SendAsync(address, push)) return;
        using (Enter()) Inbox.MarkRead(id);
    }

    private void Expect(SimulatedMessage message)
    {
        if (message.NextAt is not { } next) return;
        _due.Enqueue(message, next);
        if (_due.Peek() == message) Wake();
    }

    /// <summary>Sets the timer to what is due next.</summary>
    private void Wake()
    {
        if (!_due.TryPeek(out _, out var next)) return;
        var wait = next - Now;
        _timer.Change(wait < Tick ? Tick : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }

    public readonly ref struct Turn(SimulatedWorld world)
    {
        public void Dispose() => world._lock.Exit();
    }
}
