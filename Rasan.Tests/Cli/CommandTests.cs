using System.Net;
using Microsoft.Data.Sqlite;
using Rasan.Tests.Support;
using Rasan.Web.Cli;

namespace Rasan.Tests.Cli;

/// <summary>Commands as scripts use them: beside a running server, by exit code and standard output.</summary>
public sealed class CommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_made_beside_the_server_is_accepted_and_a_revoked_one_refused()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);

        var made = await UnlessBusyAsync(() => rasan.RunAsync(Ct, "token", "create", "--service", "sandbox", "--name", "script", "--scopes", "send,read", "--rate", "100"));
        Assert.Equal((0, "Token 2 was made. Its secret is shown this once:"), (made.Code, made.Errors.Trim()));
        var secret = made.Output.Trim();
        await Eventually.IsTrueAsync(async () => await StatusAsync(server, secret) == HttpStatusCode.Accepted, "the new token is accepted", Ct);

        Assert.Contains("2\tsandbox\tscript\t…", (await rasan.CommandAsync(Ct, "token", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await UnlessBusyAsync(() => rasan.CommandAsync(Ct, "token", "revoke", "2"))).Code);
        await Eventually.IsTrueAsync(async () => await StatusAsync(server, secret) == HttpStatusCode.Unauthorized, "the revoked token is refused", Ct);
        Assert.Contains("\trevoked\t", (await rasan.CommandAsync(Ct, "token", "list", "--service", "sandbox")).Output, StringComparison.Ordinal);
        Assert.Equal(["cli token.create token:2", "cli token.revoke token:2"], Operations(rasan));
    }

    [Fact]
    public async Task A_server_and_its_data_are_not_pulled_from_under_each_other()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);
        await File.WriteAllTextAsync(rasan.Data.File("backup"), "", Ct);
        Assert.Equal(75, (await rasan.CommandAsync(Ct, "migrate")).Code);
        Assert.Equal(75, (await rasan.CommandAsync(Ct, "restore", rasan.Data.File("backup"))).Code);
    }

    [Fact]
    public async Task A_password_comes_from_the_input_or_is_made_and_shown_once()
    {
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");

        var given = await rasan.CommandAsync("a long password\n", Ct, "user", "create", "sara", "--admin", "--password-stdin");
        Assert.Equal((0, ""), (given.Code, given.Output));
        var made = await rasan.CommandAsync(Ct, "user", "create", "omid");
        Assert.Matches("^[a-z2-9]{5}(-[a-z2-9]{5}){3}$", made.Output.Trim());
        Assert.Equal(73, (await rasan.CommandAsync(Ct, "user", "create", "SARA")).Code);
        Assert.Equal(64, (await rasan.CommandAsync("short\n", Ct, "user", "create", "nima", "--password-stdin")).Code);
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "user", "reset-password", "nobody")).Code);
        var reset = await rasan.CommandAsync(Ct, "user", "reset-password", "omid");
        Assert.NotEqual(made.Output, reset.Output);
        Assert.Equal(["cli user.create user:1", "cli user.create user:2", "cli user.reset_password user:2"], Operations(rasan));
    }

    [Fact]
    public async Task A_user_becomes_a_member_with_an_access_level_and_is_one_no_more()
    {
        await using var rasan = new RasanProcess();
        await (await rasan.StartAsync(Ct)).DisposeAsync();   // its first start has made the service
        await rasan.CommandAsync("a long password\n", Ct, "user", "create", "sara", "--password-stdin");
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "member", "set", "nobody", "--service", "sandbox", "--level", "viewer")).Code);
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "member", "set", "sara", "--service", "nowhere", "--level", "viewer")).Code);
        Assert.Equal(64, (await rasan.CommandAsync(Ct, "member", "set", "sara", "--service", "sandbox", "--level", "emperor")).Code);
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "member", "set", "sara", "--service", "sandbox", "--level", "viewer")).Code);
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "member", "set", "sara", "--service", "sandbox", "--level", "operator")).Code);
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "member", "remove", "sara", "--service", "sandbox")).Code);
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "member", "remove", "sara", "--service", "sandbox")).Code);
        Assert.Equal(["cli user.create user:2", "cli member.set user:2", "cli member.set user:2", "cli member.remove user:2"], Operations(rasan));
    }

    [Theory]
    [InlineData("en", "Exit codes:", "Makes a token of a service")]
    [InlineData("fa", "کدهای خروج:", "برای یک سرویس توکن می‌سازد")]
    public async Task Help_is_there_in_both_languages(string language, string codes, string purpose)
    {
        await using var rasan = new RasanProcess();
        var ended = await rasan.CommandAsync(Ct, "token", "create", "--help", "--lang", language);
        Assert.Equal(0, ended.Code);
        Assert.Contains(codes, ended.Output, StringComparison.Ordinal);
        Assert.Contains(purpose, ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_done_says_why_and_prints_nothing_that_a_script_might_take()
    {
        await using var rasan = new RasanProcess();
        var misread = await rasan.RunAsync(Ct, "token", "create");
        Assert.Equal((64, ""), (misread.Code, misread.Output));
        Assert.Contains("--service is missing", misread.Errors, StringComparison.Ordinal);
        var nothingThere = await rasan.CommandAsync(Ct, "token", "list");
        Assert.Equal((66, ""), (nothingThere.Code, nothingThere.Output));
        Assert.Contains("There is no database", nothingThere.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--bakcup")]
    [InlineData("--lang", "fr")]
    public async Task An_option_that_nobody_knows_starts_no_server(params string[] line)
    {
        await using var rasan = new RasanProcess();
        var ended = await rasan.RunAsync(Ct, line);
        Assert.Equal((64, ""), (ended.Code, ended.Output));
        Assert.Contains("Rasan.Web --help", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(rasan.Data.Database));
    }

    [Fact]
    public async Task What_cannot_be_printed_ends_with_a_code_and_no_stack_trace()
    {
        if (!File.Exists("/dev/full")) return;
        await using var rasan = new RasanProcess { Through = ["sh", "-c", "exec \"$0\" \"$@\" > /dev/full"] };
        var ended = await rasan.RunAsync(Ct, "--help");
        Assert.Equal(74, ended.Code);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_token_is_an_iso_time_in_any_digits_and_a_list_is_of_a_service_that_is_there()
    {
        await using var rasan = new RasanProcess();
        await using (var server = await rasan.StartAsync(Ct)) await server.StopAsync(Ct);
        foreach (var unclear in (string[])["12/31", "10:00", "12/31/2099", "31-12-2099", "2099-12-31 10"])
            Assert.Equal((unclear, 64), (unclear, (await CreateAsync(unclear)).Code));
        foreach (var clear in (string[])["2099-12-31", "۲۰۹۹-۱۲-۳۱", "2099-12-31T00:00Z", "2099-12-31T03:30:00.5+03:30", "2099-12-31 00:00:00Z"])
            Assert.Equal((clear, 0), (clear, (await CreateAsync(clear)).Code));
        Assert.Equal(5, (await rasan.CommandAsync(Ct, "token", "list", "--service", "sandbox")).Output.Split("\t2099-12-31 00:00:00Z\t").Length - 1);

        var nobodys = await rasan.CommandAsync(Ct, "token", "list", "--service", "nope");
        Assert.Equal((66, ""), (nobodys.Code, nobodys.Output));

        Task<Ended> CreateAsync(string end) => rasan.CommandAsync(Ct, "token", "create", "--service", "sandbox", "--expires", end);
    }

    [Fact]
    public async Task The_doctor_notices_a_key_ring_that_is_not_the_right_one()
    {
        await using var rasan = new RasanProcess();
        await using (var server = await rasan.StartAsync(Ct)) await server.StopAsync(Ct);
        var well = await rasan.CommandAsync(Ct, "doctor");
        Assert.Equal(0, well.Code);
        Assert.Contains("SQLite 3.", well.Output, StringComparison.Ordinal);

        Directory.Delete(rasan.Data.Keys, recursive: true);
        var ill = await rasan.CommandAsync(Ct, "doctor");
        Assert.Equal(1, ill.Code);
        Assert.Contains("2 sealed provider keys don't open", ill.Output, StringComparison.Ordinal);
    }

    /// <summary>As a script that was told to try again later.</summary>
    private static async Task<Ended> UnlessBusyAsync(Func<Task<Ended>> command)
    {
        var ended = await command();
        for (var tries = 1; ended.Code == ExitCode.Busy && tries < 10; tries++) ended = await command();
        return ended;
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningProgram server, string token)
    {
        using var answer = await RasanProcess.PostOtpAsync(server, Ct, token: token);
        return answer.StatusCode;
    }

    private static List<string> Operations(RasanProcess rasan)
    {
        using var connection = new SqliteConnection($"Data Source={rasan.Data.Database};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT actor || ' ' || action || ' ' || subject FROM operations WHERE actor = 'cli' ORDER BY id";
        using var rows = query.ExecuteReader();
        var operations = new List<string>();
        while (rows.Read()) operations.Add(rows.GetString(0));
        return operations;
    }
}
