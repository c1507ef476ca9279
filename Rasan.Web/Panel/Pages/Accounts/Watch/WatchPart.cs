using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>A part of a page that shows something of one account: reads when it is shown, and again when another part has changed something.</summary>
public abstract class WatchPart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private (Caller? Caller, long AccountId, int Version) _shown;

    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public long AccountId { get; set; }

    /// <summary>Another number: something of the account has changed.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>This part has changed something of it.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    protected bool IsUnavailable { get; private set; }
    protected bool MayManage => Caller.May(Permissions.ManageAccounts);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        var now = (Caller, AccountId, Version);
        if (_shown == now) return Task.CompletedTask;
        _shown = now;
        return LookAsync();
    }

    protected async Task LookAsync()
    {
        try
        {
            await ReadAsync(_gone.Token);
            IsUnavailable = false;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            IsUnavailable = false;   // nobody looks any more
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    /// <summary>Changes something; where it may not be changed any more, or nothing can be stored, the part says so.</summary>
    protected async Task DoAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is ForbiddenException || StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    protected abstract Task ReadAsync(CancellationToken ct);
}
