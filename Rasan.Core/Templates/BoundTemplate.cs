using Rasan.Core.Channels;

namespace Rasan.Core.Templates;

/// <summary>A binding as planner and dispatcher use it, read once.</summary>
/// <param name="Code">The pattern's name or code at the provider.</param>
/// <param name="Language">Null: any.</param>
public sealed record BoundTemplate(long TemplateId, long AccountId, string Code, IReadOnlyList<TemplateSlot> Slots, string? Language)
{
    public static BoundTemplate Of(TemplateBinding binding) => new(binding.TemplateId, binding.AccountId, binding.Code, binding.ReadSlots(), binding.Language);

    /// <summary>Whether the provider takes every value in its place. Once per claimed message: costs no allocation.</summary>
    public bool Takes(IReadOnlyDictionary<string, string> values, Func<string, string, bool> takesValue)
    {
        for (var i = 0; i < Slots.Count; i++)
        {
            if (!takesValue(Slots[i].Slot, ValueOf(Slots[i], values))) return false;
        }

        return true;
    }

    public ProviderTemplate Filled(IReadOnlyDictionary<string, string> values) => new(Code, [.. Slots.Select(slot => KeyValuePair.Create(slot.Slot, ValueOf(slot, values)))]);

    // a variable that came into the binding after the message was taken on has no value in it
    private static string ValueOf(TemplateSlot slot, IReadOnlyDictionary<string, string> values) => values.TryGetValue(slot.Variable, out var value) ? value : "";
}
