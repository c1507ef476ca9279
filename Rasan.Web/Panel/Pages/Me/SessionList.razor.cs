using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>The browsers the person is signed in with; each can be ended from here.</summary>
public sealed partial class SessionList(Sessions sessions, Reader reader, NavigationManager navigation) : ComponentBase
{
    [SupplyParameterFromForm(Name = "id")] private long? Id { get; set; }
    [SupplyParameterFromQuery(Name = "ended")] private int? Ended { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }

    private IReadOnlyList<OpenSession> Open { get; set; } = [];

    protected override async Task OnInitializedAsync() => Open = await sessions.ListAsync(reader.UserId, CancellationToken.None);

    private async Task EndAsync()
    {
        if (Id is not { } id) return;
        var ended = await sessions.EndAsync(reader.UserId, id, reader.SessionId, Http?.Connection.RemoteIpAddress, CancellationToken.None);
        navigation.NavigateTo("/me/sessions" + QueryString.Create("ended", ended.ToString(CultureInfo.InvariantCulture)));   // loading the page again ends nothing twice
    }
}
