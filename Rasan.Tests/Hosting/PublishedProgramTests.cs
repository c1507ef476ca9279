using System.Net;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

public sealed class PublishedProgramTests(PublishedProgram published) : IClassFixture<PublishedProgram>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_one_file() => Assert.Equal(["Rasan.Web"], Directory.EnumerateFileSystemEntries(published.Folder).Select(Path.GetFileName).Except(["data"]));

    [Fact]
    public async Task Started_from_any_folder_it_finds_its_data_beside_itself_and_its_pages_inside_itself()
    {
        await using var program = published.Start();
        await program.ReadyAsync(Ct);

        Assert.True(File.Exists(Path.Combine(published.Folder, "data", "rasan.db")));
        Assert.Contains("dir=\"rtl\"", await program.Http.GetStringAsync(new Uri("/", UriKind.Relative), Ct), StringComparison.Ordinal);
        foreach (var asset in (string[])["/_framework/blazor.web.js", "/panel.css", "/fonts/vazirmatn.woff2", "/panel.js"])
            Assert.Equal((asset, HttpStatusCode.OK), (asset, await StatusAsync(program, asset)));
        Assert.Equal(0, await program.StopAsync(Ct));
    }

    [Fact]
    public async Task Its_data_can_lie_elsewhere()
    {
        var elsewhere = Directory.CreateTempSubdirectory("rasan-elsewhere-");
        await using (var program = published.Start(("Rasan__DataDirectory", elsewhere.FullName)))
        {
            await program.ReadyAsync(Ct);
            Assert.True(File.Exists(Path.Combine(elsewhere.FullName, "rasan.db")));
            Assert.Equal(0, await program.StopAsync(Ct));
        }

        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task A_map_of_its_pages_that_cannot_be_written_is_said_in_words()
    {
        var elsewhere = Directory.CreateTempSubdirectory("rasan-elsewhere-");
        elsewhere.CreateSubdirectory("static-assets.json");
        await using (var program = published.Start(("Rasan__DataDirectory", elsewhere.FullName), ("LC_ALL", "en")))
        {
            Assert.Equal(74, await program.EndAsync(Ct));
            Assert.Contains($"The data directory {elsewhere.FullName} can't be written", program.Said, StringComparison.Ordinal);
        }

        elsewhere.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningProgram program, string path)
    {
        using var answer = await program.Http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return answer.StatusCode;
    }
}
