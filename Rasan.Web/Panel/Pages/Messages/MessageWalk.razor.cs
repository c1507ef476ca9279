using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>To the neighbours of a message in the search it was found in. Where the next one lies too far away to be looked for at once there is no link: the list leads on.</summary>
public sealed partial class MessageWalk(ListMessages list) : ComponentBase
{
    private (TrackingId Id, string Search)? _looked;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public Message Message { get; set; } = null!;
    [Parameter, EditorRequired] public MessageQuestion Question { get; set; } = null!;

    private TrackingId? Newer { get; set; }
    private TrackingId? Older { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var looked = (Message.TrackingId, Question.Search);
        if (_looked == looked) return;
        (_looked, Newer, Older) = (looked, null, null);
        if (Question.Filter is not { } filter) return;
        try
        {
            var here = new MessageCursor(Message.CreatedAt, Message.Id);
            var older = await list.RunAsync(Caller, filter, here, limit: 1, CancellationToken.None);
            var newer = await list.NewerAsync(Caller, filter, here, limit: 1, CancellationToken.None);
            if (_looked == looked) (Older, Newer) = (IdOf(older), IdOf(newer));
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            _looked = null;   // the page says so
        }
    }

    private static TrackingId? IdOf(MessagePage page) => page.Messages is [var found, ..] ? found.TrackingId : null;

    private string AddressOf(TrackingId id) => Addresses.Message(Caller.Service, id) + Question.Search;
}
