using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>A message on its way. Changed inside the telecom's lock alone.</summary>
internal sealed class SimulatedMessage
{
    private readonly Queue<(FrontState State, DateTimeOffset At)> _steps = new();

    public required long Id { get; init; }
    public required long CallId { get; init; }
    public required SimulatedAccount Account { get; init; }
    public required FrontDelivery Delivery { get; init; }
    public required FrontOrder Order { get; init; }
    public required string Line { get; init; }
    public required int Parts { get; init; }
    public required decimal Cost { get; set; }
    public required DateTimeOffset At { get; init; }
    public required FrontState State { get; set; }
    public required DateTimeOffset StateAt { get; set; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public FrontRefusal? Why { get; init; }

    /// <summary>The pushes about it so far: they leave one after the other.</summary>
    public Task Told { get; set; } = Task.CompletedTask;

    public DateTimeOffset? NextAt => _steps.TryPeek(out var next) ? next.At : null;

    /// <summary>What lies before it, by what its recipient's number asks for.</summary>
    public void Plan(SimulationSettings settings, MagicNumber magic)
    {
        var due = ScheduledAt is { } later && later > At ? later : At;
        if (State is FrontState.Scheduled) _steps.Enqueue((FrontState.Queued, due));
        if (Why is null) _steps.Enqueue((FrontState.Sent, due.AddSeconds(settings.SentSeconds)));
        if (magic is MagicNumber.NoReport) return;
        var (end, at) = (Why is null ? EndOf(magic) : FrontState.Failed, due.AddSeconds(settings.FinalSeconds));
        if (Order.Validity is { } validity && due + validity < at) (end, at) = (FrontState.Expired, due + validity);
        _steps.Enqueue((end, at));
    }

    public void Step() => (State, StateAt) = _steps.Dequeue();

    public void Cancel(DateTimeOffset now)
    {
        _steps.Clear();
        (State, StateAt) = (FrontState.Cancelled, now);
    }

    /// <param name="skew">How far the vendor's clock is off.</param>
    public FrontMessage Show(TimeSpan skew) => new()
    {
        Id = Id, CallId = CallId, OwnId = Delivery.OwnId, GroupId = Order.GroupId, To = Delivery.To, Text = Delivery.Text, Line = Line, Parts = Parts, Cost = Cost,
        At = At + skew, ScheduledAt = ScheduledAt + skew, State = State, StateAt = StateAt + skew, IsVoice = Order.IsVoice, Why = Why,
    };

    private static FrontState EndOf(MagicNumber magic) => magic switch
    {
        MagicNumber.Blacklisted => FrontState.Blocked,
        MagicNumber.Undelivered => FrontState.Undelivered,
        MagicNumber.Failed => FrontState.Failed,
        _ => FrontState.Delivered,
    };
}
