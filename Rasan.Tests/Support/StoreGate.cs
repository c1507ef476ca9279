using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Storage;

namespace Rasan.Tests.Support;

/// <summary>Stands before a program's database: while it is shut whoever wants a context waits, and while it is broken they are told so.</summary>
public sealed class StoreGate
{
    private volatile TaskCompletionSource? _shut;
    private volatile bool _broken;

    public void Shut() => _shut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Break() => _broken = true;

    public void Open()
    {
        _broken = false;
        Interlocked.Exchange(ref _shut, null)?.SetResult();
    }

    internal void StandBefore(IServiceCollection services)
    {
        var behind = services.Single(service => service.ServiceType == typeof(IDbContextFactory<RasanDb>));
        services.Remove(behind);
        services.AddSingleton<IDbContextFactory<RasanDb>>(rooms => new Gated(this, (IDbContextFactory<RasanDb>)ActivatorUtilities.CreateInstance(rooms, behind.ImplementationType!)));
    }

    private async Task PassAsync(CancellationToken ct)
    {
        if (_shut is { } shut) await shut.Task.WaitAsync(ct);
        if (_broken) throw new StorageUnavailableException(StorageFault.Full, new IOException("The test says so."));
    }

    private sealed class Gated(StoreGate gate, IDbContextFactory<RasanDb> behind) : IDbContextFactory<RasanDb>
    {
        public RasanDb CreateDbContext() => behind.CreateDbContext();

        public async Task<RasanDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            await gate.PassAsync(cancellationToken);
            return await behind.CreateDbContextAsync(cancellationToken);
        }
    }
}
