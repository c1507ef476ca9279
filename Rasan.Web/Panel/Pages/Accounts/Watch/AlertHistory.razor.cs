using Rasan.Core.Alerts;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>Every alert of an account with its fate, newest first.</summary>
public sealed partial class AlertHistory(ReadAlerts read, Reader reader) : WatchPart
{
    private const int Many = 20;
    private bool _isRead;

    private List<AlertFate> Rows { get; } = [];
    private long? Next { get; set; }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var page = await read.RunAsync(Caller, AccountId, before: null, Many, ct);
        Rows.Clear();
        Take(page);
    }

    private async Task MoreAsync() => Take(await read.RunAsync(Caller, AccountId, Next, Many, CancellationToken.None));

    private void Take(AlertPage? page)
    {
        _isRead = true;
        Rows.AddRange(page?.Alerts ?? []);
        Next = page?.Next;
    }

    /// <summary>Alerts are the program's own messages: only who may look into its service is led there.</summary>
    private string? SystemMessage(Alert alert) => alert.MessageId is { } id && reader.In(MakeSystem.Key) is { } system ? Addresses.Message(system.Service, id) : null;
}
