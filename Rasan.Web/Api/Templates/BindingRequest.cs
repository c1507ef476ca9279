using System.Globalization;
using Rasan.Core.Templates;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Templates;

/// <summary>By which pattern of the provider's a template goes out at an account.</summary>
public sealed record BindingRequest
{
    private const int LongestCode = 200, MostSlots = 50;

    /// <summary>The pattern's name or code at the provider.</summary>
    public string? Code { get; set; }

    /// <summary>Which variable of the template fills which place of the pattern, in order.</summary>
    public IReadOnlyList<SlotRequest?>? Slots { get; set; }

    /// <summary>The pattern's language: a wording in another one goes out as a text. Left out: it does for every wording.</summary>
    public string? Language { get; set; }

    internal BindingOrder? ToOrder(ApiRequest request, string template, long account, Check check)
    {
        if (Slots?.Count > MostSlots) check.Add("slots", "too_many", MostSlots.ToString(CultureInfo.InvariantCulture));
        var order = new BindingOrder(request.Caller, template, account, check.Required("code", Code, LongestCode).Trim(), [.. (Slots ?? []).Take(MostSlots).Index().Select(slot => ToSlot(slot.Index, slot.Item, check))])
        {
            Language = check.Optional("language", Language, Check.LongestLanguage)?.Trim(),
        };
        return check.Faults is null ? order : null;
    }

    private static TemplateSlot ToSlot(int index, SlotRequest? slot, Check check)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"slots[{index}]");
        return new(check.Required($"{field}.variable", slot?.Variable, Check.LongestKey).Trim(), check.Required($"{field}.slot", slot?.Slot, Check.LongestKey).Trim());
    }
}

/// <summary>One place of a pattern.</summary>
public sealed record SlotRequest
{
    /// <summary>Of the template.</summary>
    public string? Variable { get; set; }

    /// <summary>The place that it fills, as the provider calls it: <c>token</c>, <c>token2</c> …</summary>
    public string? Slot { get; set; }
}
