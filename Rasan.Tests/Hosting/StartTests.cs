using System.Net;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage.Upkeep;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

/// <summary>What may stand in the way of a start is said in plain words, with an exit code of its own.</summary>
public sealed class StartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_fault_of_the_settings_is_listed_at_once_with_its_key()
    {
        await using var rasan = new RasanProcess();
        foreach (var (name, value) in ((string, string)[])
        [
            ("Rasan__Bootstrap__Token", "too-short"), ("Rasan__Storage__MaxMegabytes", "many"), ("Rasan__Retention__RowDays", "0"), ("Rasan__Dispatch__ShutdownSeconds", "0"),
            ("Rasan__Docs__Public", "perhaps"), ("Rasan__PublicBaseUrl", "ftp://example.org"), ("Rasan__Languages__0", "de"),
        ])
            rasan.Environment[name] = value;

        var ended = await rasan.RunAsync(Ct);

        Assert.Equal(78, ended.Code);
        foreach (var key in (string[])
        [
            "Rasan:Bootstrap:Token: must have 32 to 200", "Rasan:Storage:MaxMegabytes: must be a whole number", "Rasan:Retention:RowDays: must be between", "Rasan:Dispatch:ShutdownSeconds",
            "Rasan:Docs:Public: must be true or false", "Rasan:PublicBaseUrl", "Rasan:Languages",
        ])
            Assert.Contains(key, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Errors + ended.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(rasan.Data.Database));
    }

    [Fact]
    public async Task The_words_follow_the_language_of_the_terminal()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["LANG"] = "fa_IR.UTF-8";
        rasan.Environment["Rasan__Retention__RowDays"] = "0";
        Assert.Contains("باید بین", (await rasan.RunAsync(Ct)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var rasan = new RasanProcess();
        await using var first = await rasan.StartAsync(Ct);

        var second = await rasan.RunAsync(Ct);

        Assert.Equal(75, second.Code);
        Assert.Contains("Another Rasan server runs on", second.Errors, StringComparison.Ordinal);
        using var answer = await RasanProcess.PostOtpAsync(first, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_killed_server_leaves_no_lock_behind()
    {
        await using var rasan = new RasanProcess();
        await using (var first = await rasan.StartAsync(Ct)) await first.KillAsync(Ct);
        await using var second = await rasan.StartAsync(Ct);
        Assert.Equal(0, await second.StopAsync(Ct));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var one = new RasanProcess();
        await using var server = await one.StartAsync(Ct);
        await using var other = new RasanProcess();
        var ended = await other.RunAsync(Ct, "--urls", server.Http.BaseAddress!.ToString());
        Assert.Equal(75, ended.Code);
        Assert.Contains(server.Http.BaseAddress.ToString().TrimEnd('/'), ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:5811", 75)]    // of no machine: kept for documents
    [InlineData("https://127.0.0.1:5811", 78)]   // without a certificate
    public async Task An_address_that_cannot_be_listened_on_is_named(string address, int code)
    {
        await using var rasan = new RasanProcess();
        var ended = await rasan.RunAsync(Ct, "--urls", address);
        Assert.Equal(code, ended.Code);
        Assert.Contains($"Can't listen on {address}", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_api_log_is_not_blamed_on_the_database()
    {
        await using var rasan = new RasanProcess();
        await rasan.RunAsync(Ct, "migrate");
        await using (var log = new FileStream(rasan.Data.LogsDatabase, FileMode.Open))
        {
            log.Position = 4096;   // the first page stays: it opens as a database
            await log.WriteAsync(Enumerable.Repeat((byte)'x', (int)log.Length - 4096).ToArray(), Ct);
        }

        var ended = await rasan.CommandAsync(Ct, "migrate");

        Assert.Equal(65, ended.Code);
        Assert.StartsWith($"{rasan.Data.LogsDatabase} is damaged", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("restore", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_ring_is_told_at_the_start()
    {
        await using var rasan = new RasanProcess();
        await using (var first = await rasan.StartAsync(Ct))
        {
            Assert.Equal(0, await first.StopAsync(Ct));
            Assert.DoesNotContain("don't open", first.Said, StringComparison.Ordinal);
        }

        Directory.Delete(rasan.Data.Keys, recursive: true);
        await using (var second = await rasan.StartAsync(Ct))
        {
            Assert.Equal(0, await second.StopAsync(Ct));
            Assert.Contains("2 sealed provider keys don't open", second.Said, StringComparison.Ordinal);
        }

        foreach (var key in Directory.EnumerateFiles(rasan.Data.Keys, "key-*.xml")) File.Delete(key);   // what is left opens nothing at all
        var third = await rasan.RunAsync(Ct);
        Assert.Equal(65, third.Code);
        Assert.Contains($"The key ring in {rasan.Data.Keys}", third.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_none_is_left_alone()
    {
        await using var rasan = new RasanProcess();
        await File.WriteAllTextAsync(rasan.Data.Database, new string('x', 5000), Ct);
        var ended = await rasan.RunAsync(Ct);
        Assert.Equal(65, ended.Code);
        Assert.Contains("is damaged or no database", ended.Errors, StringComparison.Ordinal);
        Assert.StartsWith("xxxx", await File.ReadAllTextAsync(rasan.Data.Database, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_files_that_promise_nothing_are_set_aside_and_a_misspelt_setting_is_named()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Storage__MaxMegabites"] = "5";
        foreach (var file in (string[])[rasan.Data.LogsDatabase, rasan.Data.SchedulerDatabase]) await File.WriteAllTextAsync(file, new string('x', 5000), Ct);
        await using var server = await rasan.StartAsync(Ct);
        using var answer = await RasanProcess.PostOtpAsync(server, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["logs.db.damaged", "scheduler.db.damaged"], Directory.EnumerateFiles(rasan.Data.Root, "*.damaged-*").Select(path => Path.GetFileName(path).Split('-')[0]).Order(StringComparer.Ordinal));
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Said.Contains("Rasan:Storage:MaxMegabites", StringComparison.Ordinal)), "it names the setting", Ct);
    }

    [Fact]
    public async Task A_schedulers_store_that_cannot_be_opened_keeps_nobody_from_sending_and_is_opened_when_it_can()
    {
        await using var rasan = new RasanProcess();
        Directory.CreateDirectory(rasan.Data.SchedulerDatabase);   // no database can be made here
        await using var server = await rasan.StartAsync(Ct);
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Said.Contains("The scheduler's store can't be opened", StringComparison.Ordinal)), "it says so", Ct);
        using var answer = await RasanProcess.PostOtpAsync(server, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        Directory.Delete(rasan.Data.SchedulerDatabase);

        await Eventually.IsTrueAsync(() => Task.FromResult(File.Exists(rasan.Data.SchedulerDatabase)), "the store is made", Ct);
        Assert.Equal(0, await server.StopAsync(Ct));
    }

    [Fact]
    public async Task A_part_that_breaks_ends_the_server_with_an_exit_code_that_says_so()
    {
        await using var rasan = new RasanProcess();
        await using (var foreign = new SqliteConnection($"Data Source={rasan.Data.SchedulerDatabase};Pooling=False"))
        {
            await foreign.OpenAsync(Ct);
            await using var table = foreign.CreateCommand();
            table.CommandText = "CREATE TABLE QRTZ_TRIGGERS (id INTEGER)";   // a schema that no scheduler knows
            await table.ExecuteNonQueryAsync(Ct);
        }

        Assert.Equal(1, (await rasan.RunAsync(Ct)).Code);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_named()
    {
        await using var rasan = new RasanProcess();
        var file = rasan.Data.File("file");
        await File.WriteAllTextAsync(file, "", Ct);
        rasan.Environment["Rasan__DataDirectory"] = Path.Combine(file, "data");
        var ended = await rasan.RunAsync(Ct);
        Assert.Equal(74, ended.Code);
        Assert.Contains(Path.Combine(file, "data"), ended.Errors, StringComparison.Ordinal);
    }
}
