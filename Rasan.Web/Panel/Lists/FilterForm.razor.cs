using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Lists;

/// <summary>The filters of a list: what is wrong with one is said beside it, and what has no field above them all.</summary>
public sealed partial class FilterForm : ComponentBase
{
    [Parameter, EditorRequired] public FilterDraft Draft { get; set; } = null!;

    /// <summary>Names of the fields that say themselves what is wrong with them.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> SayingFaults { get; set; } = [];

    /// <summary>The list without its filters.</summary>
    [Parameter, EditorRequired] public string ClearAddress { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Applied { get; set; }
    [Parameter, EditorRequired] public RenderFragment? ChildContent { get; set; }

    /// <summary>Fields that are looked for less often; null: there are none.</summary>
    [Parameter] public RenderFragment? More { get; set; }

    /// <summary>Their names.</summary>
    [Parameter] public IReadOnlyList<string> MoreNames { get; set; } = [];

    private List<Fault> OtherFaults => [.. Draft.Faults.Where(fault => !SayingFaults.Contains(fault.Field, StringComparer.Ordinal))];
}
