using Microsoft.AspNetCore.Components;

namespace Rasan.Web.Panel;

/// <summary>The server's time, second by second: as long as it moves, this page hears the server. A click shows UTC, in which the API and the logs speak.</summary>
public sealed partial class ServerClock(TimeProvider clock) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private ITimer? _ticks;
    private bool _utc;

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateTimeOffset Shown => _utc ? Now : TimeZoneInfo.ConvertTime(Now, PanelCultures.Zone);

    public void Dispose() => _ticks?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _ticks = clock.CreateTimer(Tick, state: null, Second, Second);
    }

    private void Tick(object? state) => _ = InvokeAsync(StateHasChanged);

    private void SwitchZone() => _utc = !_utc;
}
