using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Pages.SignIn;

public sealed partial class SignInForm(SignInManager<User> door, FailedSignIns failures, NavigationManager navigation, IStringLocalizer<SignInForm> texts) : ComponentBase
{
    [SupplyParameterFromForm(Name = "name")] private string? Name { get; set; }
    [SupplyParameterFromForm(Name = "password")] private string? Password { get; set; }
    [SupplyParameterFromForm(Name = "returnUrl")] private string? PostedBack { get; set; }
    [SupplyParameterFromQuery(Name = "returnUrl")] private string? AskedBack { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }

    private string? Fault { get; set; }

    private string Back => Addresses.Inside(PostedBack ?? AskedBack);

    private async Task EnterAsync()
    {
        var (name, from) = ((Name ?? "").Trim(), Http?.Connection.RemoteIpAddress);
        if (!failures.Addresses.TryTake(from))
        {
            Fault = texts["TooMany"];
            return;
        }

        using var turn = await failures.EnterAsync(name);
        var result = await TryAsync(name);
        if (result.Succeeded || result.RequiresTwoFactor) failures.Addresses.GiveBack(from);
        if (result.Succeeded) navigation.NavigateTo(Back);
        else if (result.RequiresTwoFactor) navigation.NavigateTo(SignInSetup.CodePage + QueryString.Create("returnUrl", Back));
        else Fault = await RefuseAsync(name, result);
    }

    private async Task<SignInResult> TryAsync(string name)
    {
        if (await door.UserManager.FindByNameAsync(name) is not { } user) return TryNobody(name);
        var result = await door.PasswordSignInAsync(user, Password ?? "", isPersistent: false, lockoutOnFailure: false);   // counted here: Identity drops a count it can't save
        return result == SignInResult.Failed ? await FailedSignIns.CountAsync(door.UserManager, user) : result;
    }

    private SignInResult TryNobody(string name)
    {
        if (failures.Unknown.IsLockedOut(name)) return SignInResult.LockedOut;
        door.UserManager.PasswordHasher.HashPassword(new User(), Password ?? "");   // takes as long as a wrong password: nobody learns which names exist
        return failures.Unknown.Count(name);
    }

    private async Task<string> RefuseAsync(string name, SignInResult result)
    {
        await failures.RecordAsync(name, result.IsLockedOut, Http?.Connection.RemoteIpAddress);
        return texts[result.IsLockedOut ? "LockedOut" : "Wrong"];
    }
}
