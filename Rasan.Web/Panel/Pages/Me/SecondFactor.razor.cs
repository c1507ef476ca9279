using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using QRCoder;
using Rasan.Core.Messages;
using Rasan.Core.Users;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>Time-based codes (RFC 6238) as a second factor: turned on with a code that proves the device, off with the password.</summary>
public sealed partial class SecondFactor(
    UserManager<User> users, IUserAuthenticatorKeyStore<User> keys, AuthenticatorCodes codes, Myself myself, IDataProtectionProvider seals, IStringLocalizer<SecondFactor> texts) : ComponentBase
{
    private const int CodeCount = 10, Group = 4, PixelsPerModule = 4;
    private const string TurnOn = "on", TurnOff = "off", RenewCodes = "codes";
    private User _user = new();
    private string _key = "";

    [SupplyParameterFromForm(Name = "action")] private string? Action { get; set; }
    [SupplyParameterFromForm(Name = "code")] private string? Code { get; set; }
    [SupplyParameterFromForm(Name = "key")] private string? Posted { get; set; }
    [SupplyParameterFromForm(Name = "password")] private string? Password { get; set; }

    private string? Fault { get; set; }
    private bool IsOn { get; set; }
    private int CodesLeft { get; set; }
    private IReadOnlyList<string> FreshCodes { get; set; } = [];

    /// <summary>A key is kept nowhere until a code has proved it: the page carries it along, sealed, for this person alone.</summary>
    private string Carried => Seal.Protect(_key);

    private IDataProtector Seal => seals.CreateProtector("Rasan.SecondFactor", User.InLog(_user.Id));

    private string KeyInGroups => string.Join(' ', _key.Chunk(Group).Select(group => new string(group)));

    private string Qr
    {
        get
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode($"otpauth://totp/Rasan:{Uri.EscapeDataString(_user.UserName!)}?secret={_key}&issuer=Rasan&digits=6", QRCodeGenerator.ECCLevel.M);
            using var image = new SvgQRCode(data);
            return image.GetGraphic(PixelsPerModule);   // dark on light in either theme: cameras want it so
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await LookAsync();
        _key = OpenPosted() ?? users.GenerateNewAuthenticatorKey();
    }

    /// <summary>One form for all three: a page that is loaded again finds it whatever stands there by now.</summary>
    private async Task DoAsync()
    {
        using var turn = await myself.EnterAsync();
        _user = await myself.FindAsync();
        Fault = (Action, _user.TwoFactorEnabled) switch
        {
            (TurnOn, false) => await ConfirmAsync() ?? await TurnOnAsync(),
            (TurnOff, true) => await ConfirmAsync() ?? await TurnOffAsync(),
            (RenewCodes, true) => await ConfirmAsync() ?? await RenewCodesAsync(),
            _ => null,
        };
        await LookAsync();
    }

    /// <returns>What is wrong; null: nothing is.</returns>
    private async Task<string?> ConfirmAsync() =>
        await myself.ConfirmAsync(_user, Password) is { Succeeded: false } refused ? texts[refused.IsLockedOut ? "LockedOut" : "PasswordWrong"].Value : null;

    private async Task<string?> TurnOnAsync()
    {
        var typed = Digits.Fold(Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (codes.StepOf(_key, typed, last: null) is not { } step) return texts["CodeWrong"];
        _user.TurnSecondFactorOn(step);
        await keys.SetAuthenticatorKeyAsync(_user, _key, CancellationToken.None);
        myself.Record("user.second_factor_on");
        return await SaveFreshCodesAsync();
    }

    private async Task<string?> TurnOffAsync()
    {
        await myself.ForgetSecondFactorAsync(_user);
        myself.Record("user.second_factor_off");
        if (!(await users.UpdateAsync(_user)).Succeeded) return texts["NotSaved"];
        await myself.StayAsync(_user);
        return null;
    }

    private async Task<string?> RenewCodesAsync()
    {
        myself.Record("user.recovery_codes");
        return await SaveFreshCodesAsync();
    }

    /// <summary>Saves whatever else has changed with them.</summary>
    private async Task<string?> SaveFreshCodesAsync()
    {
        if (await users.GenerateNewTwoFactorRecoveryCodesAsync(_user, CodeCount) is not { } fresh) return texts["NotSaved"];
        FreshCodes = [.. fresh];
        await myself.StayAsync(_user);
        return null;
    }

    private string? OpenPosted()
    {
        try
        {
            return string.IsNullOrEmpty(Posted) ? null : Seal.Unprotect(Posted);
        }
        catch (CryptographicException)
        {
            return null;   // of somebody else, or made up
        }
    }

    private async Task LookAsync()
    {
        _user = await myself.FindAsync();
        IsOn = _user.TwoFactorEnabled;
        CodesLeft = await users.CountRecoveryCodesAsync(_user);
    }
}
