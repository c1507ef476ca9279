using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

public sealed class FirstPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_panel_of_one_language_offers_no_other()
    {
        var page = await PageAsync(("Rasan:Languages:0", "en"), ("Rasan:Languages:1", "en"));
        Assert.Contains("lang=\"en\" dir=\"ltr\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"language\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_language_of_the_settings_is_what_a_new_visitor_sees()
    {
        var page = await PageAsync(("Rasan:Languages:0", "en"), ("Rasan:Languages:1", "fa"));
        Assert.Contains("lang=\"en\" dir=\"ltr\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"fa\"", page, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(params (string Key, string Value)[] settings)
    {
        await using var app = new RasanApp();
        foreach (var (key, value) in settings) app.Settings[key] = value;
        using var reader = app.CreateClient();
        return await reader.GetStringAsync(new Uri("/", UriKind.Relative), Ct);
    }
}
