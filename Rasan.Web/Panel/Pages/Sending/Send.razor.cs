using Microsoft.AspNetCore.Components;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>Gives every form an address of its own: loaded again after it was sent, it leads to what became of it and not to a second sending.</summary>
public sealed partial class Send(FindSentForm find, NavigationManager navigation) : ComponentBase
{
    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [Parameter] public Guid? Form { get; set; }

    private Guid? _fresh;

    private Guid? Key { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;   // what is typed into a page without a circuit would be lost
        if (Form is not { } asked)
        {
            _fresh ??= Guid.NewGuid();   // asked again before the address has changed, it is the same form: a second one would take the place of the first, and of what was typed there
            navigation.NavigateTo(Addresses.Send(Caller.Service, _fresh.Value), replace: true);
            return;
        }

        _fresh = null;
        if (asked == Key) return;
        Key = null;
        if (await WasSentAsync(asked)) navigation.NavigateTo(Addresses.Sent(Caller.Service, asked), replace: true);
        else Key = asked;
    }

    private async Task<bool> WasSentAsync(Guid form)
    {
        try
        {
            return await find.RunAsync(Caller, form, CancellationToken.None) is not null;
        }
        catch (StorageUnavailableException)
        {
            return false;   // nothing can be sent either; and the key still stands against a second time
        }
    }
}
