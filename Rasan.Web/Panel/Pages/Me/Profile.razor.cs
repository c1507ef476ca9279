using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Rasan.Core.Messages;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

public sealed partial class Profile(Myself myself, IStringLocalizer<Profile> texts, NavigationManager navigation) : ComponentBase
{
    private static readonly string[] Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Append("UTC").Order(StringComparer.Ordinal)];

    [SupplyParameterFromForm(Name = "displayName")] private string? DisplayName { get; set; }
    [SupplyParameterFromForm(Name = "phone")] private string? Phone { get; set; }
    [SupplyParameterFromForm(Name = "language")] private string? Language { get; set; }
    [SupplyParameterFromForm(Name = "calendar")] private string? Calendar { get; set; }
    [SupplyParameterFromForm(Name = "digits")] private string? Digits { get; set; }
    [SupplyParameterFromForm(Name = "zone")] private string? Zone { get; set; }
    [SupplyParameterFromForm(Name = "theme")] private string? Theme { get; set; }
    [SupplyParameterFromQuery(Name = "saved")] private bool? WasSaved { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }

    private string? UserName { get; set; }
    private Preferences Wanted { get; set; } = new();
    private string? Fault { get; set; }

    private bool Saved => WasSaved == true && Fault is null;

    private Func<string, string> WordsOf(string field) => word => texts[$"{field}.{word}"];

    protected override async Task OnInitializedAsync()
    {
        var user = await myself.FindAsync();
        (UserName, Wanted) = (user.UserName, user.Preferences);
        if (Http is null || HttpMethods.IsPost(Http.Request.Method)) return;   // what was typed stays
        DisplayName = user.DisplayName;
        Phone = Recipient.TryParse(user.PhoneNumber, out var number) ? number.National : user.PhoneNumber;
    }

    private async Task SaveAsync()
    {
        Recipient number = default;
        if (!string.IsNullOrWhiteSpace(Phone) && !Recipient.TryParse(Phone, out number))
        {
            Fault = texts["BadPhone"];
            return;
        }

        if (DisplayName?.Trim().Length > User.LongestDisplayName)
        {
            Fault = texts["LongName", Shown.Number(User.LongestDisplayName)];
            return;
        }

        var saved = await myself.ChangeProfileAsync(user =>
        {
            user.DisplayName = string.IsNullOrWhiteSpace(DisplayName) ? null : DisplayName.Trim();
            user.PhoneNumber = string.IsNullOrWhiteSpace(Phone) ? null : number.E164;
            user.Prefer(new(Language, Calendar, Digits, Zone, Theme));
        });
        if (saved) navigation.NavigateTo("/me?saved=true");   // the page comes back in the language that was just chosen
        else Fault = texts["NotSaved"];
    }
}
