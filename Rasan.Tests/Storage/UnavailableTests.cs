using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Storage;

/// <summary>Where nothing can be stored nothing is promised; where the cause goes, it works again by itself.</summary>
public sealed class UnavailableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_at_its_limit_answers_503_and_takes_messages_again_when_there_is_room()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Storage__MaxMegabytes"] = "1";
        await using var server = await rasan.StartAsync(Ct);
        using var other = Open(rasan);
        Run(other, "INSERT INTO settings (name, value) VALUES ('filling', zeroblob(2000000))");
        await Eventually.IsTrueAsync(async () => await PostAsync(server) == (HttpStatusCode.ServiceUnavailable, "storage_full"), "the full database refuses", Ct);
        await Eventually.IsTrueAsync(async () => await ReadinessAsync(server) == (HttpStatusCode.ServiceUnavailable, "disk or database full"), "it is not ready, and says why", Ct);

        Run(other, "DELETE FROM settings WHERE name = 'filling'");
        await Eventually.IsTrueAsync(async () => (await PostAsync(server)).Status == HttpStatusCode.Accepted, "it accepts again", Ct);
        await Eventually.IsTrueAsync(async () => (await ReadinessAsync(server)).Status == HttpStatusCode.OK, "it is ready again", Ct);
    }

    [Fact]
    public async Task A_database_that_another_process_holds_answers_503_and_goes_on_when_it_is_let_go()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);
        using var other = Open(rasan);
        Run(other, "BEGIN IMMEDIATE");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(server)).Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "locked by another process"), await ReadinessAsync(server));
        Assert.Equal(75, (await rasan.CommandAsync(Ct, "token", "create", "--service", "sandbox")).Code);

        Run(other, "ROLLBACK");
        await Eventually.IsTrueAsync(async () => (await PostAsync(server)).Status == HttpStatusCode.Accepted, "it accepts again", Ct);
        await Eventually.IsTrueAsync(async () => (await ReadinessAsync(server)).Status == HttpStatusCode.OK, "it is ready again", Ct);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rasan.db")]
    public async Task A_data_directory_that_may_not_be_written_is_named(string name)
    {
        if (OperatingSystem.IsWindows()) return;
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");
        if (Environment.IsPrivilegedProcess) rasan.Through = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"];   // a root that keeps to the modes
        var locked = rasan.Data.File(name);
        var mode = File.GetUnixFileMode(locked);
        File.SetUnixFileMode(locked, mode & ~UnixFileMode.UserWrite);
        if (name.Length == 0) File.Delete(rasan.Data.LockFile);

        var ended = await rasan.RunAsync(Ct);

        File.SetUnixFileMode(locked, mode);
        Assert.Equal(74, ended.Code);
        Assert.Contains($"The data directory {rasan.Data.Root} can't be written", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.None, DurableFile.OwnerOnly)]
    [InlineData(DurableFile.OwnerOnlyFolder, UnixFileMode.None)]
    public async Task A_database_that_may_not_be_opened_is_called_neither_old_nor_missing(UnixFileMode folder, UnixFileMode file)
    {
        if (OperatingSystem.IsWindows()) return;
        await using var rasan = new RasanProcess();
        await rasan.RunAsync(Ct, "migrate");   // a process of its own: it leaves no -wal and no -shm
        if (Environment.IsPrivilegedProcess) rasan.Through = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"];
        File.SetUnixFileMode(rasan.Data.Database, file);
        File.SetUnixFileMode(rasan.Data.Root, folder);

        Ended[] ended = [await rasan.RunAsync(Ct, "doctor"), await rasan.RunAsync(Ct, "token", "list"), await rasan.RunAsync(Ct, "sending", "status")];

        File.SetUnixFileMode(rasan.Data.Root, DurableFile.OwnerOnlyFolder);
        Assert.All(ended, one => Assert.Equal(74, one.Code));
        Assert.All(ended, one => Assert.Contains($"The data directory {rasan.Data.Root} can't be written", one.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readiness_tells_strangers_no_reasons_and_the_process_answers_anyway()
    {
        await using var rasan = new RasanProcess();
        await using var server = await rasan.StartAsync(Ct);
        using var alive = await server.Http.GetAsync(new Uri("/healthz", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadinessAsync(server));
    }

    private static async Task<(HttpStatusCode Status, string? Code)> PostAsync(RunningProgram server)
    {
        using var answer = await RasanProcess.PostOtpAsync(server, Ct);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.NotNull(answer.Headers.RetryAfter);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (answer.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private static async Task<(HttpStatusCode Status, string? Database)> ReadinessAsync(RunningProgram server)
    {
        using var answer = await server.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Ct);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("checks").GetProperty("database").GetString());
    }

    private static SqliteConnection Open(RasanProcess rasan)
    {
        var connection = new SqliteConnection($"Data Source={rasan.Data.Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
