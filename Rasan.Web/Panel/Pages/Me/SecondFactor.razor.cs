using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using QRCoder;
using Rasan.Core.Messages;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>Time-based codes (RFC 6238) as a second factor: turned on with a code that proves the device, off with the password.</summary>
public sealed partial class SecondFactor(UserManager<User> users, Myself myself, Sessions sessions, Reader reader, IStringLocalizer<SecondFactor> texts) : ComponentBase
{
    private const int CodeCount = 10, Group = 4, PixelsPerModule = 4;
    private const string TurnOn = "on", TurnOff = "off", RenewCodes = "codes";
    private User _user = new();
    private string _key = "";

    [SupplyParameterFromForm(Name = "action")] private string? Action { get; set; }
    [SupplyParameterFromForm(Name = "code")] private string? Code { get; set; }
    [SupplyParameterFromForm(Name = "password")] private string? Password { get; set; }

    private string? Fault { get; set; }
    private bool IsOn { get; set; }
    private int CodesLeft { get; set; }
    private IReadOnlyList<string> FreshCodes { get; set; } = [];

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
        _user = await myself.FindAsync();
        if (await users.GetAuthenticatorKeyAsync(_user) is null) await KeepStampAsync(() => users.ResetAuthenticatorKeyAsync(_user));
        await LookAsync();
    }

    /// <summary>One form for all three: a page that is loaded again finds it whatever stands there by now.</summary>
    private Task DoAsync() => (Action, IsOn) switch
    {
        (TurnOn, false) => TurnOnAsync(),
        (TurnOff, true) => TurnOffAsync(),
        (RenewCodes, true) => RenewCodesAsync(),
        _ => Task.CompletedTask,
    };

    private async Task TurnOnAsync()
    {
        if (!await ConfirmAsync()) return;
        var typed = Digits.Fold(Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(_user, users.Options.Tokens.AuthenticatorTokenProvider, typed))
        {
            Fault = texts["CodeWrong"];
            return;
        }

        myself.Record("user.second_factor_on");
        await KeepStampAsync(() => users.SetTwoFactorEnabledAsync(_user, enabled: true));
        FreshCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(_user, CodeCount) ?? []];
        await LookAsync();
    }

    private async Task TurnOffAsync()
    {
        if (!await ConfirmAsync()) return;
        myself.Record("user.second_factor_off");
        await KeepStampAsync(() => users.SetTwoFactorEnabledAsync(_user, enabled: false));
        await KeepStampAsync(() => users.ResetAuthenticatorKeyAsync(_user));   // the old device's key is worth nothing from now on
        await LookAsync();
    }

    private async Task RenewCodesAsync()
    {
        if (!await ConfirmAsync()) return;
        myself.Record("user.recovery_codes");
        FreshCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(_user, CodeCount) ?? []];
        await LookAsync();
    }

    private async Task<bool> ConfirmAsync()
    {
        if (await users.IsLockedOutAsync(_user))
        {
            Fault = texts["LockedOut"];
            return false;
        }

        if (await users.CheckPasswordAsync(_user, Password ?? "")) return true;
        await users.AccessFailedAsync(_user);
        Fault = texts["PasswordWrong"];
        return false;
    }

    /// <summary>The new stamp ends every other session of the person; this one goes on.</summary>
    private async Task KeepStampAsync(Func<Task> change)
    {
        await change();
        await sessions.KeepOnlyAsync(reader.SessionId, _user.SecurityStamp!, CancellationToken.None);
    }

    private async Task LookAsync()
    {
        _key = await users.GetAuthenticatorKeyAsync(_user) ?? "";
        IsOn = await users.GetTwoFactorEnabledAsync(_user);
        CodesLeft = await users.CountRecoveryCodesAsync(_user);
    }
}
