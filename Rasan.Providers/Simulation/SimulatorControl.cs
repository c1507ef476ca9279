using System.Text.Json;
using System.Text.Json.Nodes;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>A hand on a simulated telecom from outside its wire: what its doors offer.</summary>
internal sealed class SimulatorControl(SimulatedWorld world)
{
    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(10);

    public SimulationSettings Settings => world.Settings;

    /// <summary>Moves the clock on; returns when what came of it was told, or can't be.</summary>
    public async Task<ClockView> AdvanceAsync(double seconds, CancellationToken ct)
    {
        Task told;
        ClockView clock;
        using (world.Enter())
        {
            world.Advance(TimeSpan.FromSeconds(seconds));
            (told, clock) = (world.ToldAsync(), new(world.Now, world.Advanced.TotalSeconds));
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
        using (world.Enter())
        {
            var merged = JsonSerializer.SerializeToNode(world.Settings, SimulationJson.Default.SimulationSettings)!.AsObject();
            foreach (var (name, value) in patch) merged[name] = value?.DeepClone();
            world.Settings = merged.Deserialize(SimulationJson.Default.SimulationSettings)!;
            if (patch.ContainsKey("credit")) foreach (var account in world.Accounts) account.Credit = world.Settings.Credit;
            return world.Settings;
        }
    }

    /// <summary>Null: nobody has called under that name.</summary>
    public SimulatedAccountView? Change(string name, SimulatedAccountChange change)
    {
        using (world.Enter())
        {
            if (world.Account(name) is not { } account) return null;
            account.Credit = change.Credit ?? account.Credit;
            account.ExpiresAt = change.ExpiresAt ?? account.ExpiresAt;
            account.IsDisabled = change.Disabled ?? account.IsDisabled;
            return View(account);
        }
    }

    public IReadOnlyList<SimulatedAccountView> Accounts()
    {
        using (world.Enter()) return [.. world.Accounts.Select(View)];
    }

    public MessagesView Messages(long after, int limit, string? text)
    {
        using (world.Enter())
        {
            var chosen = world.Messages.All.Where(message => text is null || message.Delivery.Text.Contains(text, StringComparison.Ordinal)).ToList();
            return new([.. chosen.Where(message => message.Id > after).Take(limit).Select(View)], chosen.Count);
        }
    }

    public long Receive(InboundOrder order)
    {
        using (world.Enter())
        {
            var message = new FrontInbound(world.NextId(), order.From, order.Line, order.Text, world.Now, WasRead: false);
            world.Inbox.Add(message);
            world.Tell(message);
            return message.Id;
        }
    }

    public void Put(FrontTemplate template)
    {
        using (world.Enter()) world.Templates[template.Key] = template;
    }

    public void Reset()
    {
        using (world.Enter()) world.Reset();
    }

    private static SimulatedAccountView View(SimulatedAccount account) => new(account.User is "" ? account.Secret : account.User, account.Credit, account.ExpiresAt, account.IsDisabled);

    private static MessageView View(SimulatedMessage message) => new(
        message.Id, message.CallId, message.Delivery.OwnId, message.Order.GroupId, message.Delivery.To, message.Delivery.Text, message.Line,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(message.State.ToString()), message.Parts, message.Cost, message.At, message.StateAt, message.ScheduledAt,
        message.Order.Template?.Key, message.Order.IsVoice, View(message.Account).Name);
}
