using Microsoft.EntityFrameworkCore;
using Rasan.Core.Intents;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>Makes the built-in service that Rasan's own messages belong to, alerts above all. Nobody is a member; system administrators may look into it.</summary>
public sealed class MakeSystem(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    /// <summary>Key of the service and of its one tenant.</summary>
    public const string Key = "system";

    /// <summary>Why an alert is sent.</summary>
    public const string AlertIntent = "ACCOUNT_ALERT";

    /// <summary>Does nothing where nothing can be written now: whoever needs it first makes it then.</summary>
    /// <returns>Whether it is there.</returns>
    public async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await StoreAsync(ct);
            return true;
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            return false;
        }
    }

    public async Task<Service> RunAsync(CancellationToken ct)
    {
        if (Find() is { } known) return known;
        await StoreAsync(ct);
        await catalogs.RefreshAsync(ct);
        return Find() ?? throw new InvalidOperationException("The service of the program's own messages can't be read.");
    }

    private Service? Find() => catalogs.Current.Services.Values.FirstOrDefault(service => service.Key == Key);

    private async Task StoreAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Services.AnyAsync(service => service.Key == Key, ct)) return;
        await store.InTurnAsync(async turn =>   // two that find none must not make two
        {
            if (await store.Services.AnyAsync(service => service.Key == Key, turn)) return;
            var now = clock.GetUtcNow();
            var service = new Service { Key = Key, Name = "System", CreatedAt = now, Tenants = { new() { Key = Key, CreatedAt = now } } };
            store.Services.Add(service);
            await store.SaveChangesAsync(turn);   // the intent points to it
            store.Intents.Add(new() { ServiceId = service.Id, Key = AlertIntent, Kind = Kind.Transactional });
            store.Record(new() { At = now, ServiceId = service.Id, Actor = "system", Action = "service.make_system", Subject = $"service:{Key}" });
            await store.SaveChangesAsync(turn);
        }, ct);
    }
}
