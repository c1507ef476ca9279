namespace Rasan.Tests.House;

public sealed class LinksTests
{
    [Fact]
    public void Every_link_in_the_documents_leads_somewhere() =>
        Guard.FindsNothing(Links.Broken(Repository.Files(".md"), path => Path.Exists(Path.Combine(Repository.Root, path))));

    [Fact]
    public void A_link_to_nowhere_is_seen() =>
        Assert.Equal(
            ["docs/a.md leads to ../gone.md"],
            Links.Broken([new("docs/a.md", "[here](b.md#part) [gone](../gone.md) [out](https://example.org) [up](#top)")], path => path == Path.Combine("docs", "b.md")));
}
