using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Search;

/// <summary>A server that is killed, whose index is spoiled, and that is restored: what was accepted is found, once.</summary>
public sealed class SearchProcessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_finds_everything_it_accepted_and_a_damaged_index_is_made_anew()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Dispatch__Enabled"] = "false";
        await using (var server = await rasan.StartAsync(Ct))
        {
            for (var i = 0; i < 40; i++) await SendAsync(server, $"parcel {i}");
            await server.KillAsync(Ct);
        }

        await using (var server = await rasan.StartAsync(Ct))
        {
            Assert.Equal(40, (await FindAsync(server, "parcel")).Distinct().Count());
            Assert.Single(await FindAsync(server, "parcel 39"));
            await IndexedAsync(rasan);
            await server.KillAsync(Ct);
        }

        File.Delete(rasan.Data.SearchDatabase + "-wal");   // it would mend the file
        await File.WriteAllTextAsync(rasan.Data.SearchDatabase, "this was never an index", Ct);
        Assert.Contains("the search index is damaged", (await rasan.CommandAsync(Ct, "doctor")).Output, StringComparison.Ordinal);
        await using var last = await rasan.StartAsync(Ct);
        Assert.Equal(40, (await FindAsync(last, "parcel")).Count);
        await IndexedAsync(rasan);
        Assert.Equal(40, (await FindAsync(last, "parcel")).Count);
    }

    [Fact]
    public async Task The_doctor_asks_a_running_server_for_a_new_index_and_a_restored_database_gets_its_own()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Dispatch__Enabled"] = "false";
        var backup = rasan.Data.File("rasan.backup");
        await using (var server = await rasan.StartAsync(Ct))
        {
            await SendAsync(server, "before the backup");
            Assert.Equal(0, (await rasan.CommandAsync(Ct, "backup", backup)).Code);
            await SendAsync(server, "after the backup");
            Assert.Contains("A new search index was asked for", (await rasan.CommandAsync(Ct, "doctor", "--rebuild-search")).Output, StringComparison.Ordinal);
            await IndexedAsync(rasan);
            Assert.Equal(2, (await FindAsync(server, "backup")).Count);
            await server.StopAsync(Ct);
        }

        Assert.Equal(0, (await rasan.CommandAsync(Ct, "restore", backup)).Code);
        Assert.False(File.Exists(rasan.Data.SearchDatabase));
        Assert.Contains("Search index: none yet", (await rasan.CommandAsync(Ct, "doctor")).Output, StringComparison.Ordinal);
        await using var restored = await rasan.StartAsync(Ct);
        await SendAsync(restored, "since the backup");   // takes the row id of one that was lost
        await IndexedAsync(rasan);
        Assert.Equal(["since the backup", "before the backup"], await FindAsync(restored, "backup"));
    }

    private static Task IndexedAsync(RasanProcess rasan) => Eventually.IsTrueAsync(async () =>
    {
        var said = (await rasan.CommandAsync(Ct, "doctor")).Output;
        return !said.Contains("was asked for", StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(said, @"up to row (?<row>\d+) of \k<row>;", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }, "the index has caught up", Ct);

    private static async Task SendAsync(RunningProgram server, string text)
    {
        using var answer = await AskAsync(server, HttpMethod.Post, "/api/v1/messages", JsonContent.Create(new { to = "09120000111", text }));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<List<string>> FindAsync(RunningProgram server, string text)
    {
        using var answer = await AskAsync(server, HttpMethod.Get, $"/api/v1/messages?limit=200&q={Uri.EscapeDataString(text)}", null);
        using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
        return [.. page.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningProgram server, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RasanProcess.Token);
        return await server.Http.SendAsync(request, Ct);
    }
}
