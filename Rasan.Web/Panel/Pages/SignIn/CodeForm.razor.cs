using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Rasan.Core.Messages;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Pages.SignIn;

/// <summary>The second step: six digits from the person's device, or one of the codes kept for the day it is lost.</summary>
public sealed partial class CodeForm(SignInManager<User> door, FailedSignIns failures, NavigationManager navigation, IStringLocalizer<CodeForm> texts) : ComponentBase
{
    [SupplyParameterFromForm(Name = "code")] private string? Code { get; set; }
    [SupplyParameterFromForm(Name = "recovery")] private bool? PostedRecovery { get; set; }
    [SupplyParameterFromForm(Name = "returnUrl")] private string? PostedBack { get; set; }
    [SupplyParameterFromQuery(Name = "recovery")] private bool? AskedRecovery { get; set; }
    [SupplyParameterFromQuery(Name = "returnUrl")] private string? AskedBack { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }

    private string? Fault { get; set; }

    private bool Recovery => PostedRecovery ?? AskedRecovery ?? false;

    private string Back => Addresses.Inside(PostedBack ?? AskedBack);

    private string OtherWay => SignInSetup.CodePage + QueryString.Create("returnUrl", Back).Add("recovery", Recovery ? "false" : "true");

    protected override async Task OnInitializedAsync()
    {
        if (await door.GetTwoFactorAuthenticationUserAsync() is null) navigation.NavigateTo(SignInSetup.SignInPage);   // the first step is too long ago
    }

    private async Task EnterAsync()
    {
        if (await door.GetTwoFactorAuthenticationUserAsync() is not { } user) return;
        var typed = Digits.Fold(Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var result = Recovery
            ? await RedeemAsync(user, typed)
            : await door.TwoFactorAuthenticatorSignInAsync(typed, isPersistent: false, rememberClient: false);
        if (result.Succeeded)
        {
            navigation.NavigateTo(Back);
            return;
        }

        await failures.RecordAsync(user.UserName!, result.IsLockedOut, Http?.Connection.RemoteIpAddress);
        Fault = texts[result.IsLockedOut ? "LockedOut" : "Wrong"];
    }

    // Identity counts no failures for recovery codes: they would be free to guess
    private async Task<SignInResult> RedeemAsync(User user, string typed)
    {
        if (await door.UserManager.IsLockedOutAsync(user)) return SignInResult.LockedOut;
        var result = await door.TwoFactorRecoveryCodeSignInAsync(typed);
        if (result.Succeeded) return result;
        await door.UserManager.AccessFailedAsync(user);
        return result;
    }
}
