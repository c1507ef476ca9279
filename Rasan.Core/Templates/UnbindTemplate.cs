using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Templates;

/// <summary>From now on a template goes out at an account as a text again.</summary>
public sealed class UnbindTemplate(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    /// <returns>False: it was not bound there, as far as the caller may know.</returns>
    public async Task<bool> RunAsync(Caller caller, string templateKey, long accountId, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageTemplates);
        var catalog = catalogs.Current;
        if (catalog.FindTemplate(caller.Service.Id, templateKey) is not { Template.Id: var template }) return false;
        if (catalog.Accounts.GetValueOrDefault(accountId) is not { } account || !caller.MaySee(account)) return false;

        await using var store = await stores.CreateDbContextAsync(ct);
        var wasBound = false;
        await store.InTurnAsync(async turn =>
        {
            if (await store.TemplateBindings.SingleOrDefaultAsync(b => b.TemplateId == template && b.AccountId == accountId, turn) is not { } binding) return;
            store.TemplateBindings.Remove(binding);
            store.Record(Operation.Of(caller, clock.GetUtcNow(), "template.unbind", $"template:{templateKey}", after: null, binding.Describe()));
            await store.SaveChangesAsync(turn);
            wasBound = true;
        }, ct);
        await catalogs.RefreshAsync(ct);
        return wasBound;
    }
}
