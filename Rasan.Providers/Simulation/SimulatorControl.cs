using System.Text.Json;
using System.Text.Json.Nodes;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>A hand on a simulated telecom from outside its wire: what its doors offer, and the panel's page.</summary>
public sealed class SimulatorControl
{
    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(10);

    private readonly SimulatedWorld _world;
    private readonly SimulatorRecord _record;

    internal SimulatorControl(SimulatedWorld world, SimulatorRecord record) => (_world, _record) = (world, record);

    public SimulationSettings Settings => _world.Settings;

    /// <summary>The time of the simulated _world.</summary>
    public ClockView Clock => new(_world.Now, _world.Advanced.TotalSeconds);

    /// <summary>Messages it has taken.</summary>
    public int Total
    {
        get
        {
            using (_world.Enter()) return _world.Messages.All.Count;
        }
    }

    /// <summary>Moves the clock on; returns when what came of it was told, or can't be.</summary>
    public async Task<ClockView> AdvanceAsync(double seconds, CancellationToken ct)
    {
        Task told;
        ClockView clock;
        using (_world.Enter())
        {
            _world.Advance(TimeSpan.FromSeconds(seconds));
            (told, clock) = (_world.ToldAsync(), new(_world.Now, _world.Advanced.TotalSeconds));
        }
        try
        {
            await told.WaitAsync(LongestTelling, ct);
        }
        catch (TimeoutException)
        {
            return clock;   // the other side takes its time
        }
        return clock;
    }

    /// <summary>Changes what the patch names and leaves the rest.</summary>
    /// <exception cref="JsonException">Something in it is not a setting, or can't be read.</exception>
    public SimulationSettings Change(JsonObject patch)
    {
        using (_world.Enter())
        {
            var merged = JsonSerializer.SerializeToNode(_world.Settings, SimulationJson.Default.SimulationSettings)!.AsObject();
            foreach (var (name, value) in patch) merged[name] = value?.DeepClone();
            _world.Settings = merged.Deserialize(SimulationJson.Default.SimulationSettings)!;
            if (patch.ContainsKey("credit")) foreach (var account in _world.Accounts) account.Credit = _world.Settings.Credit;
            return _world.Settings;
        }
    }

    /// <summary>Null: nobody has called under that name.</summary>
    public SimulatedAccountView? Change(string name, SimulatedAccountChange change)
    {
        using (_world.Enter())
        {
            if (_world.Account(name) is not { } account) return null;
            account.Credit = change.Credit ?? account.Credit;
            account.ExpiresAt = change.ExpiresAt ?? account.ExpiresAt;
            account.IsDisabled = change.Disabled ?? account.IsDisabled;
            return View(account);
        }
    }

    public IReadOnlyList<SimulatedAccountView> Accounts()
    {
        using (_world.Enter()) return [.. _world.Accounts.Select(View)];
    }

    public MessagesView Messages(long after, int limit, string? text)
    {
        using (_world.Enter())
        {
            var chosen = _world.Messages.All.Where(message => text is null || message.Delivery.Text.Contains(text, StringComparison.Ordinal)).ToList();
            return new([.. chosen.Where(message => message.Id > after).Take(limit).Select(View)], chosen.Count);
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MessageView> Newest(int most)
    {
        using (_world.Enter()) return [.. _world.Messages.All.TakeLast(most).Reverse().Select(View)];
    }

    public long Receive(InboundOrder order)
    {
        using (_world.Enter())
        {
            var message = new FrontInbound(_world.NextId(), order.From, order.Line, order.Text, _world.Now, WasRead: false);
            _world.Inbox.Add(message);
            _world.Tell(message);
            return message.Id;
        }
    }

    public void Put(FrontTemplate template)
    {
        using (_world.Enter()) _world.Templates[template.Key] = template;
    }

    /// <summary>As after the start, what was recorded too.</summary>
    public void Reset()
    {
        using (_world.Enter()) _world.Reset();
        _record.Clear();
    }

    private static SimulatedAccountView View(SimulatedAccount account) => new(account.User is "" ? account.Secret : account.User, account.Credit, account.ExpiresAt, account.IsDisabled);

    private static MessageView View(SimulatedMessage message) => new(
        message.Id, message.CallId, message.Delivery.OwnId, message.Order.GroupId, message.Delivery.To, message.Delivery.Text, message.Line,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(message.State.ToString()), message.Parts, message.Cost, message.At, message.StateAt, message.ScheduledAt,
        message.Order.Template?.Key, message.Order.IsVoice, View(message.Account).Name);
}
