using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Pages.SignIn;

/// <summary>The second step: six digits from the person's device, or one of the codes kept for the day it is lost.</summary>
public sealed partial class CodeForm(SignInManager<User> door, FailedSignIns failures, RasanDb store, NavigationManager navigation, IStringLocalizer<CodeForm> texts) : ComponentBase
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
        var from = Http?.Connection.RemoteIpAddress;
        if (!failures.Addresses.TryTake(from))
        {
            Fault = texts["TooMany"];
            return;
        }

        using var turn = await failures.EnterAsync(user.UserName!);
        await store.Entry(user).ReloadAsync(CancellationToken.None);
        var result = await TryAsync(user);
        if (result.Succeeded)
        {
            failures.Addresses.GiveBack(from);
            navigation.NavigateTo(Back);
            return;
        }

        await failures.RecordAsync(user.UserName!, result.IsLockedOut, from);
        Fault = texts[result.IsLockedOut ? "LockedOut" : "Wrong"];
    }

    // step by step, not by Identity's one call: it counts no failures for recovery codes and drops a count it can't save
    private async Task<SignInResult> TryAsync(User user)
    {
        var users = door.UserManager;
        if (await users.IsLockedOutAsync(user)) return SignInResult.LockedOut;
        if (!await IsRightAsync(users, user)) return await FailedSignIns.CountAsync(users, user);
        await users.ResetAccessFailedCountAsync(user);
        await Http!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await door.SignInAsync(user, isPersistent: false, Recovery ? SignInSetup.ByRecoveryCode : null);
        return SignInResult.Success;
    }

    private async Task<bool> IsRightAsync(UserManager<User> users, User user)
    {
        var typed = Digits.Fold(Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        return Recovery
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed)).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, typed);
    }
}
