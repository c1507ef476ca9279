using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>One vendor: its front, with the simulated telecom behind it.</summary>
internal sealed class Simulator : IDisposable
{
    private readonly SimulatedWorld _world;

    public Simulator(IFront front, TimeProvider clock)
    {
        Front = front;
        _world = new(front, clock);
        Record = new(clock);
        Gate = new(Record, _world, clock);
        Telecom = new(_world);
        Control = new(_world, Record);
    }

    public IFront Front { get; }
    public SimulatorRecord Record { get; }
    public SimulatorGate Gate { get; }
    public SimulatedTelecom Telecom { get; }
    public SimulatorControl Control { get; }

    public void Dispose() => _world.Dispose();
}

/// <summary>A simulator for each front there is.</summary>
public sealed class Simulators(IEnumerable<IFront> fronts, TimeProvider clock) : IDisposable
{
    internal IReadOnlyList<Simulator> All { get; } = [.. fronts.Select(front => new Simulator(front, clock))];

    public IEnumerable<string> Vendors => All.Select(simulator => simulator.Front.Vendor);

    /// <summary>Null: nobody simulates that vendor.</summary>
    public SimulatorControl? Find(string vendor) => All.FirstOrDefault(simulator => simulator.Front.Vendor == vendor)?.Control;

    public void Dispose()
    {
        foreach (var simulator in All) simulator.Dispose();
    }
}
