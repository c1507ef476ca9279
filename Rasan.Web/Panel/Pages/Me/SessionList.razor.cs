using Microsoft.AspNetCore.Components;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>The browsers the person is signed in with; each can be ended from here.</summary>
public sealed partial class SessionList(Sessions sessions, Reader reader) : ComponentBase
{
    [SupplyParameterFromForm(Name = "id")] private long? Id { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }

    private IReadOnlyList<OpenSession> Open { get; set; } = [];
    private int? Ended { get; set; }

    protected override async Task OnInitializedAsync() => Open = await sessions.ListAsync(reader.UserId, CancellationToken.None);

    private async Task EndAsync()
    {
        if (Id is not { } id) return;
        Ended = await sessions.EndAsync(reader.UserId, id, Http?.Connection.RemoteIpAddress, CancellationToken.None);
        Open = await sessions.ListAsync(reader.UserId, CancellationToken.None);
    }
}
