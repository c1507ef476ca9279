using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Core.Routes;

/// <summary>The accounts a rule may name: a system's rule no service's, a tenant's no other tenant's; a service's every account of the service, and the messages of other tenants pass those of one tenant over. What belongs to somebody else is as unknown as what is not there.</summary>
internal static class RouteSteps
{
    public static async Task<List<RouteStep>> ReadAsync(RasanDb store, IReadOnlyList<RouteStepOrder> steps, long? serviceId, long? tenantId, List<Fault> faults, CancellationToken ct)
    {
        var ids = steps.Select(step => step.Account).ToHashSet();
        var accounts = await store.Accounts.AsNoTracking().Include(a => a.Lines).Where(a => a.RemovedAt == null && ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        if (steps.Count == 0) faults.Add(new("steps", "required"));
        if (steps.Count > RouteOrder.MostSteps) faults.Add(new("steps", "too_many", RouteOrder.MostSteps.ToString(CultureInfo.InvariantCulture)));
        var read = new List<RouteStep>(steps.Count);
        foreach (var (position, step) in steps.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"steps[{position}]");
            var account = accounts.GetValueOrDefault(step.Account);
            var line = step.Line is { } number ? account?.Lines.Find(one => one.Number == number) : null;
            if (account is null || !account.Serves(serviceId, tenantId)) faults.Add(new($"{field}.account", "unknown_account", Id(step.Account)));
            else if (step.Line is not null && line is null) faults.Add(new($"{field}.line", "unknown_line", step.Line));
            else if (read.Exists(earlier => earlier.AccountId == account.Id)) faults.Add(new($"{field}.account", "repeated", Id(step.Account)));
            else read.Add(new() { Position = position, AccountId = account.Id, LineId = line?.Id });
        }

        return read;
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
