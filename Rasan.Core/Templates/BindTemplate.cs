using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Templates;

/// <summary>By which pattern of the provider's a template goes out at an account.</summary>
/// <param name="Code">The pattern's name or code at the provider.</param>
/// <param name="Slots">Which variable fills which place, in order.</param>
public sealed record BindingOrder(Caller Caller, string TemplateKey, long AccountId, string Code, IReadOnlyList<TemplateSlot> Slots)
{
    /// <summary>The pattern's language; null: it does for every wording.</summary>
    public string? Language { get; init; }
}

public abstract record BindTemplateResult
{
    private BindTemplateResult() { }

    public sealed record Done(AccountBinding Bound) : BindTemplateResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : BindTemplateResult;
}

/// <summary>Binds a template to a pattern at an account, or changes what it is bound to there.</summary>
public sealed class BindTemplate(IDbContextFactory<RasanDb> stores, Catalogs catalogs, Channels.Providers providers, TimeProvider clock)
{
    /// <summary>A value that every place of every pattern takes: one that does not take it is no place.</summary>
    private const string Plain = "1";

    public async Task<BindTemplateResult> RunAsync(BindingOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageTemplates);
        var catalog = catalogs.Current;
        var template = catalog.FindTemplate(order.Caller.Service.Id, order.TemplateKey);
        var account = catalog.Accounts.GetValueOrDefault(order.AccountId) is { } one && order.Caller.MaySee(one) ? one : null;
        var faults = new List<Fault>();
        if (template is null) faults.Add(new("template", "unknown_template", order.TemplateKey));
        else CheckWording(order, template, faults);
        if (account is null) faults.Add(new("account", "unknown_account", order.AccountId.ToString(CultureInfo.InvariantCulture)));
        else CheckProvider(order, account.Provider, faults);
        if (faults is not [] || template is null || account is null) return new BindTemplateResult.Refused(faults);

        var binding = await SaveAsync(order, template.Template.Id, ct);
        await catalogs.RefreshAsync(ct);
        return new BindTemplateResult.Done(new(account, BoundTemplate.Of(binding)));
    }

    private static void CheckWording(BindingOrder order, TemplateEntry template, List<Fault> faults)
    {
        if (order.Language is { } language && !template.ByLanguage.ContainsKey(language)) faults.Add(new("language", "unknown_language", language));
        foreach (var (index, slot) in order.Slots.Index())
            if (!template.Default.Variables.Contains(slot.Variable, StringComparer.Ordinal)) faults.Add(new(Field(index, "variable"), Variables.Unknown, slot.Variable));
    }

    private void CheckProvider(BindingOrder order, string provider, List<Fault> faults)
    {
        if (providers.Find(provider)?.Capabilities is not { Templates: true } can)
        {
            faults.Add(new("account", "no_patterns", provider));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, slot) in order.Slots.Index())
        {
            if (!can.TakesValue(slot.Slot, Plain)) faults.Add(new(Field(index, "slot"), "unknown_slot", slot.Slot));
            else if (!seen.Add(slot.Slot)) faults.Add(new(Field(index, "slot"), "repeated_slot", slot.Slot));
        }
    }

    private async Task<TemplateBinding> SaveAsync(BindingOrder order, long templateId, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        TemplateBinding? binding = null;
        await store.InTurnAsync(async turn =>   // two that ask at once must not make two
        {
            binding = await store.TemplateBindings.SingleOrDefaultAsync(b => b.TemplateId == templateId && b.AccountId == order.AccountId, turn);
            var before = binding?.Describe();
            if (binding is null)
            {
                binding = new() { TemplateId = templateId, AccountId = order.AccountId, Code = order.Code, CreatedAt = clock.GetUtcNow() };
                store.TemplateBindings.Add(binding);
            }

            (binding.Code, binding.Language) = (order.Code, order.Language);
            binding.Fill(order.Slots);
            store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "template.bind", $"template:{order.TemplateKey}", binding.Describe(), before));
            await store.SaveChangesAsync(turn);
        }, ct);
        return binding!;
    }

    private static string Field(int index, string name) => string.Create(CultureInfo.InvariantCulture, $"slots[{index}].{name}");
}

internal static class BindingWords
{
    extension(TemplateBinding binding)
    {
        /// <summary>For the operation log.</summary>
        public string Describe() => JsonSerializer.Serialize(new
        {
            account = binding.AccountId,
            code = binding.Code,
            slots = binding.ReadSlots().Select(slot => new { variable = slot.Variable, slot = slot.Slot }),
            language = binding.Language,
        });
    }
}
