using System.Reflection;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Reading;

namespace Rasan.Tests.House;

public sealed class PanelPagesTests
{
    [Fact]
    public void A_page_of_a_service_says_what_its_reader_must_be_allowed()
    {
        var ofServices = PanelPages.All.Where(page => page.Template.Contains($"{{{PageGate.ServiceKey}}}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofServices);
        Guard.FindsNothing(ofServices.Where(page => page.Page.GetCustomAttribute<NeedsAttribute>() is null).Select(page => page.Page.Name));
    }

    [Fact]
    public void Only_the_way_in_is_open_to_all() =>
        Assert.Equal(["/not-found", "/sign-in", "/sign-in/code"], PanelPages.All.Where(page => PanelPages.IsOpenToAll(page.Page)).Select(page => page.Template));

    [Fact]
    public void A_place_nobody_can_fill_is_said() =>
        Assert.Contains("{unheard}", Assert.Throws<InvalidOperationException>(() => PanelPages.Fill("/a/{unheard:int}", new Dictionary<string, string>(StringComparer.Ordinal))).Message, StringComparison.Ordinal);
}
