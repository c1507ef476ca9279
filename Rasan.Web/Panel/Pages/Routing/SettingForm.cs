using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>A form of this page: what is wrong with its fields, what became of saving, and a question before unsaved changes are left.</summary>
public abstract class SettingForm(DialogService dialogs, NavigationManager navigation, IStringLocalizer<RoutingTexts> words) : ComponentBase
{
    private readonly FormBasis _basis = new();

    private IReadOnlyList<Fault> _faults = [];

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;

    /// <summary>Where the list is that the form was opened from.</summary>
    [Parameter] public string Back { get; set; } = "";

    protected bool IsDirty { get; private set; }
    protected bool IsSaving { get; private set; }

    /// <summary>Why nothing was stored; null: nothing stands against it.</summary>
    protected string? Notice { get; private set; }

    /// <summary>What is stored now of what the form changes; null: nothing, for it is new.</summary>
    protected abstract object? Stored { get; }

    /// <param name="shown">What the form shows now, of what was stored when it was filled; null: it is new.</param>
    protected void Filled(object? shown)
    {
        _basis.Take(shown);
        (IsDirty, Notice, _faults) = (false, null, []);
    }

    protected void Edited() => (IsDirty, Notice) = (true, null);

    /// <summary>What is wrong with a field, or with what belongs to it: <c>steps</c> for <c>steps[1].account</c>.</summary>
    protected string? FaultOf(string field) =>
        _faults.FirstOrDefault(fault => fault.Field == field || fault.Field.StartsWith(field + "[", StringComparison.Ordinal)) is { } found ? PanelWords.WrongValue(found) : null;

    protected string? Invalid(string field) => FaultOf(field) is null ? null : "true";

    /// <param name="save">Answers with what is wrong, or with a sentence; with neither it was stored.</param>
    protected Task SaveAsync(Func<Task<(IReadOnlyList<Fault> Faults, string? Notice)>> save) =>
        DoAsync(async () => _basis.IsOvertaken(Stored) ? ([], words["Overtaken"]) : await save());

    /// <param name="act">As for saving, whatever somebody else has changed meanwhile.</param>
    protected async Task DoAsync(Func<Task<(IReadOnlyList<Fault> Faults, string? Notice)>> act)
    {
        if (IsSaving) return;
        IsSaving = true;
        try
        {
            (_faults, Notice) = await act();
        }
        catch (ForbiddenException)
        {
            (_faults, Notice) = ([], words["Forbidden"]);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            (_faults, Notice) = ([], words["Unavailable"]);
        }
        finally
        {
            IsSaving = false;
        }

        if (_faults.Count > 0 || Notice is not null) return;
        Filled(Stored);
        if (Back.Length > 0) navigation.NavigateTo(Back);
    }

    /// <summary>Names what is hit, and asks.</summary>
    protected async Task<bool> IsMeantAsync(string title, string text) =>
        await dialogs.Confirm(text, title, new() { OkButtonText = words["Remove"], CancelButtonText = words["Cancel"] }) is true;

    protected async Task AskBeforeLeavingAsync(LocationChangingContext leaving)
    {
        if (!IsDirty) return;
        var mayLeave = await dialogs.Confirm(words["LeaveMore"], words["Leave"], new() { OkButtonText = words["LeaveOk"], CancelButtonText = words["LeaveCancel"] }, leaving.CancellationToken);
        if (mayLeave is not true) leaving.PreventNavigation();
    }
}
