using Rasan.Core.Services;
using Rasan.Core.Templates;

namespace Rasan.Core.Sending;

/// <summary>What a person who fills in a form can choose from in a service.</summary>
/// <param name="Templates">The active ones, by key.</param>
/// <param name="Lines">Sender numbers of the accounts that may send for the service.</param>
/// <param name="Intents">Those that are defined.</param>
/// <param name="People">Members who have a number, by name.</param>
/// <param name="Held">Why sending waits for an operator's word; null: it does not.</param>
public sealed record SendChoices(
    IReadOnlyList<TemplateEntry> Templates, IReadOnlyList<string> Lines, IReadOnlyList<string> Intents, IReadOnlyList<UserEntry> People, string? Held)
{
    /// <summary>What a message is sent for when nobody says.</summary>
    public const string DefaultIntent = "MESSAGE";

    public static SendChoices Of(Catalog catalog, Caller caller)
    {
        caller.Demand(Permissions.Send);
        var service = caller.Service.Id;
        return new(
            [.. catalog.Templates.Where(t => t.Key.Service == service).Select(t => t.Value).OrderBy(t => t.Template.Key, StringComparer.Ordinal)],
            [.. catalog.Accounts.Values.Where(a => a.IsActive && (a.ServiceId is null || a.ServiceId == service)).SelectMany(a => a.Lines).Where(l => l.IsActive)
                .Select(l => l.Number).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. catalog.Intents.KeysFor(service)],
            [.. catalog.Phones.Where(p => p.Key.Service == service && p.Value is not null).Select(p => catalog.Users.GetValueOrDefault(p.Key.User)).OfType<UserEntry>().OrderBy(u => u.Name, StringComparer.CurrentCulture)],
            catalog.SendingHeld);
    }
}
