using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>A new password: every other session of the person is over, this one goes on.</summary>
public sealed partial class ChangePassword(UserManager<User> users, Myself myself, IStringLocalizer<ChangePassword> texts, NavigationManager navigation) : ComponentBase
{
    [SupplyParameterFromForm(Name = "old")] private string? Old { get; set; }
    [SupplyParameterFromForm(Name = "new")] private string? New { get; set; }
    [SupplyParameterFromForm(Name = "again")] private string? Again { get; set; }

    private bool MustChange { get; set; }
    private bool Done { get; set; }
    private IReadOnlyList<string> Faults { get; set; } = [];

    protected override async Task OnInitializedAsync() => MustChange = (await myself.FindAsync()).MustChangePassword;

    private async Task ChangeAsync()
    {
        Faults = [.. await RefusalsAsync()];
        if (Faults.Count > 0) return;
        if (MustChange)
        {
            navigation.NavigateTo("/");
            return;
        }

        Done = true;
    }

    private async Task<IEnumerable<string>> RefusalsAsync()
    {
        if (!Password.IsGood(New)) return [texts["Rule", Shown.Number(Password.Shortest)]];
        if (New != Again) return [texts["NotTheSame"]];
        if (New == Old) return [texts["NotNew"]];
        using var turn = await myself.EnterAsync();
        var user = await myself.FindAsync();
        if (await myself.ConfirmAsync(user, Old) is { Succeeded: false } refused) return [texts[refused.IsLockedOut ? "LockedOut" : "OldWrong"]];
        user.SetPassword(users.PasswordHasher, New!, mustChange: false);
        myself.Record("user.change_password");
        if (!(await users.UpdateAsync(user)).Succeeded) return [texts["NotSaved"]];
        await myself.StayAsync(user);
        return [];
    }
}
