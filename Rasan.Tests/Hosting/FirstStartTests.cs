using System.Net;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

public sealed class FirstStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_made_is_written_once_for_the_owner_alone_and_never_logged()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment.Remove("Rasan__Bootstrap__Token");
        rasan.Environment.Remove("Rasan__Bootstrap__AdminPassword");
        var notice = rasan.Data.File("first-start.txt");
        await using (var server = await rasan.StartAsync(Ct))
        {
            var token = TokenIn(await File.ReadAllTextAsync(notice, Ct));
            using var answer = await RasanProcess.PostOtpAsync(server, Ct, token: token);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(0, await server.StopAsync(Ct));
            Assert.Contains(notice, server.Said, StringComparison.Ordinal);
            Assert.DoesNotContain(token, server.Said + string.Concat(Directory.EnumerateFiles(rasan.Data.File("logs")).Select(File.ReadAllText)), StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(notice));
        File.Delete(notice);
        await using (var again = await rasan.StartAsync(Ct)) await again.StopAsync(Ct);
        Assert.False(File.Exists(notice));
    }

    [Fact]
    public async Task A_given_token_is_taken_and_a_given_password_is_not_written_down()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);
        using var answer = await RasanProcess.PostOtpAsync(server, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.DoesNotContain(RasanApp.AdminPassword, await File.ReadAllTextAsync(rasan.Data.File("first-start.txt"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_being_told_a_production_server_starts_empty()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment.Remove("Rasan__Bootstrap__Enabled");
        await using var server = await rasan.StartAsync(Ct);
        using var answer = await RasanProcess.PostOtpAsync(server, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_curl_that_is_printed_works_as_it_stands()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);
        var curl = (await File.ReadAllLinesAsync(rasan.Data.File("first-start.txt"), Ct)).Single(line => line.StartsWith("curl", StringComparison.Ordinal));
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", curl]) { RedirectStandardOutput = true })!;
        Assert.Contains("\"status\":\"accepted\"", await shell.StandardOutput.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    private static string TokenIn(string notice) => notice.Split((char[])[' ', '\n', '\''], StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("rsn_", StringComparison.Ordinal)).Trim();
}
