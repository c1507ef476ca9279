using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Frame;

namespace Rasan.Tests.Panel.Frame;

public sealed class MainLayoutTests(RasanApp app) : IClassFixture<RasanApp>
{
    [Theory]
    [InlineData("en", "This page has failed")]
    [InlineData("fa", "این صفحه از کار افتاد")]
    public async Task A_page_that_fails_says_so_and_the_frame_leads_on(string language, string title)
    {
        await using var rooms = new PanelRooms(app, language);
        var broken = true;
        var frame = rooms.Render<MainLayout>(layout => layout.Add(l => l.Body, builder => builder.AddContent(0, broken ? throw new InvalidOperationException("The test says so.") : "well")));
        Assert.Equal(title, frame.Find("#main h1").TextContent);
        Assert.NotEmpty(frame.FindAll("#sidebar a"));

        broken = false;
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo("/s/sandbox/send");
        frame.WaitForAssertion(() => Assert.Equal("well", frame.Find("#main").TextContent.Trim()));
    }
}
