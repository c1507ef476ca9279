using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>The intents that are defined, and those that only messages know: one click begins their definition.</summary>
public sealed partial class IntentBook(ListIntents intents) : ComponentBase
{
    private const string New = "new";

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>Id of the intent whose form is open, or that of a new one.</summary>
    [Parameter, EditorRequired] public string Editing { get; set; } = "";

    /// <summary>Key of the one that is to be defined; empty: not said yet.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Null: still being read.</summary>
    private IntentList? List { get; set; }
    private bool IsUnavailable { get; set; }

    private bool MayDefine => Caller.May(Permissions.ManageRoutes);

    private Intent? Edited =>
        long.TryParse(Editing, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && List?.Defined.FirstOrDefault(intent => intent.Id == id) is { } found && MayChange(found) ? found : null;

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            (List, IsUnavailable) = (await intents.RunAsync(Caller, CancellationToken.None), false);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    private bool MayChange(Intent intent) => MayDefine && (intent.ServiceId is not null || Caller.May(Permissions.SeeSystem));

    private string AddressOf(string editing) => $"{Address}&edit={editing}";

    private static string Id(Intent intent) => intent.Id.ToString(CultureInfo.InvariantCulture);

    private string OrderOf(Intent intent) => intent.Channels is { } order ? IntentForm.Told(order, Words, Texts) : Texts["AsService"];
}
