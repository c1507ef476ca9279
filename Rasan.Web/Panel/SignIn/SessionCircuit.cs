using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.SignIn;

/// <summary>An open page and the session it stands on: when that is over, the page is emptied and goes to the sign-in; what it still sends finds nobody.</summary>
internal sealed class SessionCircuit(SessionWatch watch, AuthenticationStateProvider who, Reader reader) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var principal = (await who.GetAuthenticationStateAsync()).User;
        reader.Enter(principal);
        if (ReaderClaims.SessionOf(principal) is { } session) watch.Add(this, session);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watch.Remove(this);
        return Task.CompletedTask;
    }

    public void End()
    {
        watch.Remove(this);
        reader.Leave();
    }
}
