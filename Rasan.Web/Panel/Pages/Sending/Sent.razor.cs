using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Live;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>What became of a form: accepted with their states as they move, refused with their reasons.</summary>
public sealed partial class Sent(FindSentForm find, FindStates findStates, LiveFeed feed, Catalogs catalogs) : ComponentBase, IDisposable
{
    private const int PageSize = 100, MostRefused = 100;

    private IDisposable? _subscription;
    private Guid _read;
    private long _readFor;

    [Parameter] public string ServiceKey { get; set; } = "";
    [Parameter] public Guid Form { get; set; }
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "page")] public string? AskedPage { get; set; }

    private SentForm? Found { get; set; }
    private IReadOnlyDictionary<Guid, Standing> States { get; set; } = new Dictionary<Guid, Standing>();
    private bool WasRead { get; set; }
    private bool IsUnreadable { get; set; }
    private bool IsRefused { get; set; }
    private bool MaySeeStates => Caller.May(Permissions.SeeMessages);
    private int Pages => ((Found?.Messages.Count ?? 0) + PageSize - 1) / PageSize;
    private int Page => Math.Clamp(int.TryParse(AskedPage, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1, 1, Math.Max(1, Pages));
    private IEnumerable<SentMessage> Rows => Found?.Messages.Skip((Page - 1) * PageSize).Take(PageSize) ?? [];

    private IEnumerable<KeyValuePair<MessageState, int>> Totals =>
        States.Values.GroupBy(standing => standing.State).OrderBy(group => group.Key).Select(group => KeyValuePair.Create(group.Key, group.Count()));

    private bool IsOver => States.Values.All(standing => IsFinal(standing.State));

    public void Dispose() => _subscription?.Dispose();

    protected override Task OnParametersSetAsync()
    {
        if (_read == Form && _readFor == Caller.Service.Id) return Task.CompletedTask;
        (_read, _readFor) = (Form, Caller.Service.Id);
        return ReadAgainAsync();
    }

    private async Task ReadAgainAsync()
    {
        (WasRead, IsUnreadable, Found) = (false, false, null);
        _subscription?.Dispose();
        _subscription = null;
        if (RendererInfo.IsInteractive && MaySeeStates) _subscription = feed.Subscribe(Caller.Service.Id, () => InvokeAsync(MovedAsync));   // before reading: what moves in between is told
        await TryAsync(async () =>
        {
            Found = await find.RunAsync(Caller, Form, CancellationToken.None);
            await ReadStatesAsync();
            WasRead = true;
        });
    }

    private async Task MovedAsync()
    {
        if (!WasRead) return;
        await TryAsync(ReadStatesAsync);
        StateHasChanged();
    }

    private async Task ReadStatesAsync()
    {
        if (Found is null || !MaySeeStates) return;
        var states = new Dictionary<Guid, Standing>(Found.Messages.Count);
        foreach (var ids in Found.Messages.Select(message => new TrackingId(message.Id)).Chunk(FindStates.Most))
            foreach (var standing in await findStates.RunAsync(Caller, ids, CancellationToken.None)) states[standing.Id.Value] = standing;
        States = states;
        if (!IsOver) return;
        _subscription?.Dispose();
        _subscription = null;
    }

    private async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (ForbiddenException)
        {
            IsRefused = true;
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnreadable = true;
        }
    }

    /// <summary>The name of a person who was addressed as one.</summary>
    private string? NameOf(SentMessage message) =>
        message.Asked.StartsWith(Addressee.UserPrefix, StringComparison.Ordinal)
        && long.TryParse(Digits.Fold(message.Asked[Addressee.UserPrefix.Length..]), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && catalogs.Current.Users.TryGetValue(id, out var person)
            ? person.Name
            : null;

    // unconfirmed as well: a report that late is rare, and the page would never come to rest
    private static bool IsFinal(MessageState state) =>
        state is not (MessageState.Scheduled or MessageState.Queued or MessageState.Submitting or MessageState.Uncertain or MessageState.Sent);
}
