using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Channels;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>By which methods a service sends, and which is tried first.</summary>
public sealed partial class ChannelBook(Catalogs catalogs, SetChannels set, DialogService dialogs, NavigationManager navigation, IStringLocalizer<RoutingTexts> words) : SettingForm(dialogs, navigation, words)
{
    private IReadOnlyList<ChannelPlace> _read = [];

    private List<ChannelDraft> Channels { get; set; } = [];
    private bool IsSaved { get; set; }
    private bool MayChange => Caller.May(Permissions.ManageRoutes);

    protected override object Stored => ContentOf(Places);
    private IReadOnlyList<ChannelPlace> Places => catalogs.Current.Channels.Of(Caller.Service.Id);

    protected override void OnParametersSet()
    {
        if (!IsDirty && !Places.SequenceEqual(_read)) Fill();   // drawn anew for nothing, the rows would lose the click that is on its way
    }

    private static string ContentOf(IReadOnlyList<ChannelPlace> places) => string.Join(' ', places);

    private void Fill()
    {
        _read = Places;
        Filled(ContentOf(_read));
        Channels = [.. _read.Select(place => new ChannelDraft(place.Channel) { IsOn = place.IsOn })];
    }

    private void Switch(ChannelDraft channel, bool isOn)
    {
        channel.IsOn = isOn;
        Change();
    }

    private void Change()
    {
        IsSaved = false;
        Edited();
    }

    private async Task SaveAsync()
    {
        await SaveAsync(async () => await set.RunAsync(Caller, [.. Channels.Select(channel => new ChannelPlace(channel.Key, channel.IsOn))], CancellationToken.None) switch
        {
            SetChannelsResult.Done => ([], null),
            SetChannelsResult.Refused(var faults) => (faults, null),
            _ => ([], Texts["Forbidden"]),
        });
        IsSaved = !IsDirty && Notice is null;
    }

    /// <summary>A method in its place.</summary>
    public sealed class ChannelDraft(string key)
    {
        public string Key => key;
        public bool IsOn { get; set; }
    }
}
