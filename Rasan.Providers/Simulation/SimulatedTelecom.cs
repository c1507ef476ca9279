using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>The simulated telecom as a front sees it.</summary>
internal sealed class SimulatedTelecom(SimulatedWorld world) : IFrontBackend
{
    /// <summary>How long a vendor that knows own ids answers again what it answered to one.</summary>
    private static readonly TimeSpan OwnIdsAreKnown = TimeSpan.FromHours(12);

    public DateTimeOffset Now => world.Now + world.Skew;

    public bool Has(string variant) => world.Settings.Variants.Contains(variant, StringComparer.Ordinal);

    public FrontEntry Enter(FrontCredentials credentials)
    {
        using (world.Enter())
        {
            var settings = world.Settings;
            if (settings.IpNotAllowed) return new FrontEntry.Refused(FrontRefusal.AddressNotAllowed);
            if (settings.BadKey || !IsPlausible(credentials.Secret) || settings.DeadKeys.Contains(credentials.Secret, StringComparer.Ordinal)) return new FrontEntry.Refused(FrontRefusal.BadKey);
            var account = world.Open(credentials.User, credentials.Secret);
            if (account.IsDisabled) return new FrontEntry.Refused(FrontRefusal.AccountDisabled);
            return (account.ExpiresAt ?? settings.ExpiresAt) <= world.Now
                ? new FrontEntry.Refused(FrontRefusal.AccountExpired)
                : new FrontEntry.Entered(new(account.Id, credentials.Vendor, credentials.User));
        }
    }

    public Task<FrontSending> SendAsync(FrontCaller caller, FrontOrder order, CancellationToken ct)
    {
        using (world.Enter())
        {
            if (world.Account(caller.Id) is not { } account) return Task.FromResult<FrontSending>(new FrontSending.Refused(FrontRefusal.BadKey));
            var fresh = order.Deliveries.Index().Where(delivery => Known(account, order, delivery.Item) is null).ToList();
            var magic = fresh.Select(delivery => MagicOf(delivery.Item)).ToHashSet();
            if (magic.Contains(MagicNumber.Silent)) throw new FrontFaultException(FrontFault.Silence);
            if (magic.Contains(MagicNumber.ServerError)) throw new FrontFaultException(FrontFault.ServerError);
            if (Refused(account, order, fresh) is { } refused) return Task.FromResult<FrontSending>(refused);
            var calls = order.Deliveries.Select(delivery => delivery.Part).Distinct().ToDictionary(part => part, _ => world.NextId());
            var call = order.Deliveries is [var one, ..] ? calls[one.Part] : world.NextId();
            var messages = order.Deliveries.Select(delivery => Known(account, order, delivery) ?? Take(account, order, delivery, calls[delivery.Part])).Select(message => message.Show(world.Skew)).ToList();
            if (magic.Contains(MagicNumber.Cut)) throw new FrontFaultException(FrontFault.Cut);
            return Task.FromResult<FrontSending>(new FrontSending.Taken(fresh is [] && messages is [var first, ..] ? first.CallId : call, messages));
        }
    }

    public Task<IReadOnlyList<FrontMessage>> FindAsync(FrontCaller caller, FrontQuestion question, CancellationToken ct)
    {
        using (world.Enter())
        {
            var skew = world.Skew;
            return Task.FromResult<IReadOnlyList<FrontMessage>>([.. world.Messages.Find(caller.Id, question, skew).Select(message => message.Show(skew))]);
        }
    }

    public Task<IReadOnlyList<FrontMessage>> CancelAsync(FrontCaller caller, IReadOnlyList<long> ids, CancellationToken ct)
    {
        using (world.Enter())
        {
            var found = ids.Distinct().Select(world.Messages.Find).OfType<SimulatedMessage>().Where(message => message.Account.Id == caller.Id).ToList();
            foreach (var message in found.Where(message => message.State is FrontState.Scheduled))
            {
                message.Cancel(world.Now);
                SimulatedWorld.Refund(message);
                world.Tell(message);
            }
            return Task.FromResult<IReadOnlyList<FrontMessage>>([.. found.Select(message => message.Show(world.Skew))]);
        }
    }

    public Task<FrontStanding> StandingAsync(FrontCaller caller, CancellationToken ct)
    {
        using (world.Enter())
        {
            var (account, settings) = (world.Account(caller.Id), world.Settings);
            var credit = settings.NoCredit ? 0 : account?.Credit ?? 0;
            return Task.FromResult(new FrontStanding(credit, world.Vendor.Currency, account?.ExpiresAt ?? settings.ExpiresAt, settings.Price, settings.LatinPrice));
        }
    }

    public Task<IReadOnlyList<FrontLine>> LinesAsync(FrontCaller caller, CancellationToken ct)
    {
        using (world.Enter()) return Task.FromResult<IReadOnlyList<FrontLine>>([.. (world.Settings.Lines ?? [world.Vendor.Line]).Select((number, index) => new FrontLine(index + 1, number, Receives: true))]);
    }

    public Task<IReadOnlyList<FrontInbound>> InboxAsync(FrontCaller caller, FrontInboxQuestion question, CancellationToken ct)
    {
        using (world.Enter())
        {
            var skew = world.Skew;
            var found = world.Inbox.Find(question with { From = question.From - skew, Until = question.Until - skew });
            return Task.FromResult<IReadOnlyList<FrontInbound>>([.. found.Select(message => message with { At = message.At + skew })]);
        }
    }

    public Task<FrontTemplate?> TemplateAsync(FrontCaller caller, string key, CancellationToken ct)
    {
        using (world.Enter()) return Task.FromResult(world.Templates.GetValueOrDefault(key));
    }

    private static bool IsPlausible(string secret) => secret is { Length: > 0 and <= 300 } && secret.All(c => c is > ' ' and <= '~');

    private static MagicNumber MagicOf(FrontDelivery delivery) => MagicNumbers.Of(Recipient.FromStored(delivery.To));

    private SimulatedMessage? Known(SimulatedAccount account, FrontOrder order, FrontDelivery delivery) =>
        order.KnownIdsAreAnsweredAgain && delivery.OwnId is { } own ? world.Messages.Known(account.Id, own, world.Now - OwnIdsAreKnown) : null;

    private FrontSending.Refused? Refused(SimulatedAccount account, FrontOrder order, IReadOnlyList<(int Index, FrontDelivery Item)> deliveries)
    {
        var settings = world.Settings;
        foreach (var (index, delivery) in deliveries)
            if (delivery.Line is { } line && (settings.LineNotOwned || settings.Lines?.Contains(line, StringComparer.Ordinal) == false)) return new(FrontRefusal.LineNotOwned, index);
        if (order.Template is { } use && world.Templates.GetValueOrDefault(use.Key) is not { IsApproved: true }) return new(FrontRefusal.TemplateMissing);
        foreach (var (index, delivery) in deliveries)
            if (MagicOf(delivery) is MagicNumber.Throttled && account.Throttled.Add(delivery.To)) return new(FrontRefusal.Throttled, index);
        if (world.Vendor.TellsLater) return null;
        foreach (var (index, delivery) in deliveries)
        {
            if (MagicOf(delivery) is MagicNumber.BadNumber) return new(FrontRefusal.BadNumber, index);
            if (world.Vendor.RefusesBlacklisted && MagicOf(delivery) is MagicNumber.Blacklisted) return new(FrontRefusal.Blacklisted, index);
        }
        var cost = deliveries.Sum(delivery => CostOf(delivery.Item));
        return cost > 0 && (settings.NoCredit || account.Credit < cost) ? new(FrontRefusal.NoCredit) : null;
    }

    private SimulatedMessage Take(SimulatedAccount account, FrontOrder order, FrontDelivery delivery, long call)
    {
        var (now, cost, magic) = (world.Now, CostOf(delivery), MagicOf(delivery));
        FrontRefusal? why = !world.Vendor.TellsLater ? null
            : magic is MagicNumber.BadNumber ? FrontRefusal.BadNumber
            : cost > 0 && (world.Settings.NoCredit || account.Credit < cost) ? FrontRefusal.NoCredit
            : null;
        if (why is not null) cost = 0;
        account.Credit -= cost;
        var scheduled = order.ScheduledAt - world.Skew;
        var message = new SimulatedMessage
        {
            Id = world.NextId(), CallId = call, Account = account, Delivery = delivery, Order = order,
            Line = delivery.Line ?? (world.Settings.Lines is [var first, ..] ? first : world.Vendor.Line),
            Parts = Segments.Count(delivery.Text).Segments, Cost = cost, At = now, ScheduledAt = scheduled, Why = why,
            State = scheduled > now ? FrontState.Scheduled : FrontState.Queued, StateAt = now,
        };
        message.Plan(world.Settings, magic);
        world.Add(message);
        return message;
    }

    private decimal CostOf(FrontDelivery delivery)
    {
        var count = Segments.Count(delivery.Text);
        return count.Segments * (count.Encoding is SegmentEncoding.Gsm7 ? world.Settings.LatinPrice : world.Settings.Price);
    }
}
