using Rasan.Core.Templates;

namespace Rasan.Web.Api.Templates;

/// <summary>At which accounts a template goes out by a pattern; at the others it goes out as a text.</summary>
/// <param name="Template">Key of the template.</param>
/// <param name="Bindings">In order of creation of the accounts.</param>
public sealed record BindingListView(string Template, IReadOnlyList<BindingView> Bindings)
{
    internal static BindingListView Of(string template, IEnumerable<AccountBinding> bindings) => new(template, [.. bindings.Select(BindingView.Of)]);
}

/// <summary>A template's pattern at an account.</summary>
/// <param name="Account">Number of the account.</param>
/// <param name="Name">What people call the account.</param>
/// <param name="Provider">Key of its provider.</param>
/// <param name="Code">The pattern's name or code there.</param>
/// <param name="Slots">Which variable fills which place, in order.</param>
/// <param name="Language">The pattern's language; null: it does for every wording.</param>
public sealed record BindingView(long Account, string Name, string Provider, string Code, IReadOnlyList<SlotView> Slots, string? Language)
{
    internal static BindingView Of(AccountBinding bound) => new(
        bound.Account.Id, bound.Account.Name, bound.Account.Provider, bound.Binding.Code, [.. bound.Binding.Slots.Select(slot => new SlotView(slot.Variable, slot.Slot))], bound.Binding.Language);
}

/// <summary>One place of a pattern.</summary>
/// <param name="Variable">Of the template.</param>
/// <param name="Slot">The place that it fills, as the provider calls it.</param>
public sealed record SlotView(string Variable, string Slot);
