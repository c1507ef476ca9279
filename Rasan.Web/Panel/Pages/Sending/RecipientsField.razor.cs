using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>To whom: numbers as they are typed or pasted, and people chosen by name.</summary>
public sealed partial class RecipientsField : ComponentBase
{
    /// <summary>A paste that is cut here has far too many recipients as well, and is refused for it: nothing is cut in silence.</summary>
    private const int MostCharacters = 60_000;

    private const int MostRefused = 10, MostSuggested = 6;

    [Parameter, EditorRequired] public SendDraft Draft { get; set; } = null!;
    [Parameter, EditorRequired] public RecipientList List { get; set; } = RecipientList.Empty;
    [Parameter, EditorRequired] public IReadOnlyList<UserEntry> People { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyList<Fault> Faults { get; set; } = [];
    [Parameter] public EventCallback OnEdit { get; set; }

    private string Wanted { get; set; } = "";

    private IReadOnlyList<UserEntry> Chosen => [.. Draft.People.Select(id => People.FirstOrDefault(person => person.Id == id)).OfType<UserEntry>()];

    private IReadOnlyList<UserEntry> Suggested => Wanted.Trim() is not { Length: > 0 } wanted
        ? []
        : [.. People.Where(person => person.Name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase) && !Draft.People.Contains(person.Id)).Take(MostSuggested)];

    /// <summary>Those whose id was typed: the name says whether it is the right one.</summary>
    private IEnumerable<(string Asked, string Name)> Named =>
        from found in List.Found
        where found.Asked.StartsWith(Addressee.UserPrefix, StringComparison.Ordinal)
        let person = People.FirstOrDefault(person => Digits.Fold(found.Asked[Addressee.UserPrefix.Length..]) == person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
        where person is not null && !Draft.People.Contains(person.Id)
        select (found.Asked, person.Name);

    private Task AddAsync(UserEntry person)
    {
        Draft.People.Add(person.Id);
        Wanted = "";
        return OnEdit.InvokeAsync();
    }

    private Task RemoveAsync(UserEntry person)
    {
        Draft.People.Remove(person.Id);
        return OnEdit.InvokeAsync();
    }

    private Task PickFirstAsync(KeyboardEventArgs pressed) => pressed.Key == "Enter" && Suggested is [var first, ..] ? AddAsync(first) : Task.CompletedTask;
}
