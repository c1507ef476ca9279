using Microsoft.AspNetCore.Components;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages;

/// <summary>Leads to the dashboard of the service that was looked at last.</summary>
public sealed partial class Home(ServiceChoice choice, NavigationManager navigation) : ComponentBase
{
    protected override void OnInitialized()
    {
        if (choice.Find("/") is { } caller) navigation.NavigateTo(Addresses.Board(caller.Service), replace: true);
    }
}
