using Bunit;
using Microsoft.AspNetCore.Components;
using Radzen.Blazor;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

public sealed class DataTableTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly RenderFragment Nothing = content => content.AddMarkupContent(0, "<p id='nothing'></p>");

    private static readonly RenderFragment Columns = content =>
    {
        content.OpenComponent<RadzenDataGridColumn<Row>>(0);
        content.AddAttribute(1, nameof(RadzenDataGridColumn<>.Property), nameof(Row.Name));
        content.AddAttribute(2, nameof(RadzenDataGridColumn<>.Title), "Name");
        content.CloseComponent();
    };

    [Theory]
    [InlineData("en", "2 rows", "Older", "Newest", "Look further back")]
    [InlineData("fa", "۲ سطر", "قدیمی‌تر", "تازه‌ترین‌ها", "گشتن در قدیمی‌ترها")]
    public async Task It_waits_says_there_is_nothing_and_shows_rows_with_the_way_to_the_others(string language, string shown, string older, string newest, string further)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<DataTable<Row>>(table => table.Add(t => t.Rows, value: null).Add(t => t.Columns, Columns).Add(t => t.EmptyContent, Nothing).Add(t => t.Label, "People"));
        Assert.NotNull(part.Find("[aria-busy=true]"));

        part.Render(table => table.Add(t => t.Rows, []).Add(t => t.NextAddress, "?after=1"));
        Assert.NotNull(part.Find("#nothing"));
        Assert.Equal(("?after=1", further), (part.Find("a[rel=next]").GetAttribute("href"), part.Find("a[rel=next]").TextContent));

        part.Render(table => table.Add(t => t.Rows, [new("Sara"), new("Ali")]).Add(t => t.FirstAddress, "?"));
        Assert.Equal(["Sara", "Ali"], part.FindAll("tbody .rz-cell-data").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(shown, part.Find(".pages span").TextContent);
        Assert.Equal([newest, older], part.FindAll(".pages a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task The_last_page_leads_nowhere()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = rooms.Render<DataTable<Row>>(table => table.Add(t => t.Rows, [new("Sara")]).Add(t => t.Columns, Columns).Add(t => t.EmptyContent, Nothing).Add(t => t.Label, "People"));
        Assert.Empty(part.FindAll(".pages a"));
    }

    public sealed record Row(string Name);
}
