using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Backups;
using Rasan.Tests.Support;

namespace Rasan.Tests.Storage;

public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_of_a_running_server_starts_elsewhere_opens_its_secrets_and_sends_nothing_until_told()
    {
        await using var here = new RasanProcess();
        here.Environment["Rasan__Dispatch__Enabled"] = "false";   // what is accepted is still open in the backup
        await using var server = await here.StartAsync(Ct);
        var open = await AcceptedAsync(server);
        var file = here.Data.File("rasan.backup");
        Assert.Equal(0, (await here.RunAsync(Ct, "backup", file)).Code);
        if (!OperatingSystem.IsWindows()) Assert.Equal(DurableFile.OwnerOnly, File.GetUnixFileMode(file));
        Assert.Equal(73, (await here.CommandAsync(Ct, "backup", file)).Code);

        await using var there = new RasanProcess();
        var restored = await there.RunAsync(Ct, "restore", file);
        Assert.Equal(0, restored.Code);
        Assert.Contains("sending release", restored.Output, StringComparison.Ordinal);
        Assert.Contains("Sealed provider keys that open: 2", (await there.CommandAsync(Ct, "doctor")).Output, StringComparison.Ordinal);

        await using var second = await there.StartAsync(Ct);
        var later = await AcceptedAsync(second);
        Assert.Contains("Sending is held: restored at", (await there.CommandAsync(Ct, "sending", "status")).Output, StringComparison.Ordinal);
        Assert.Equal(("queued", "queued"), (await StateAsync(second, open), await StateAsync(second, later)));

        Assert.Equal(0, (await there.CommandAsync(Ct, "sending", "release")).Code);
        await Eventually.IsTrueAsync(async () => await StateAsync(second, open) == "delivered" && await StateAsync(second, later) == "delivered", "both are delivered after the release", Ct);
    }

    [Fact]
    public async Task Under_a_passphrase_it_opens_with_that_one_alone_and_only_unchanged()
    {
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");
        await rasan.CommandAsync(Ct, "user", "create", "sara");
        var (file, right, wrong) = (rasan.Data.File("sealed.backup"), await PassphraseAsync(rasan, "right", "راز من 12"), await PassphraseAsync(rasan, "wrong", "another"));
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "backup", file, "--passphrase-file", right)).Code);
        Assert.DoesNotContain("manifest.json", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);

        await using var other = new RasanProcess();
        Assert.Equal(64, (await other.CommandAsync(Ct, "restore", file)).Code);
        Assert.Equal(65, (await other.CommandAsync(Ct, "restore", file, "--passphrase-file", wrong)).Code);
        var changed = rasan.Data.File("changed.backup");
        await File.WriteAllBytesAsync(changed, Changed(await File.ReadAllBytesAsync(file, Ct)), Ct);
        Assert.Equal(65, (await other.CommandAsync(Ct, "restore", changed, "--passphrase-file", right)).Code);
        Assert.False(File.Exists(other.Data.Database));

        Assert.Equal(0, (await other.CommandAsync(Ct, "restore", file, "--passphrase-file", right, "--send")).Code);
        Assert.Contains("Sending goes on", (await other.CommandAsync(Ct, "sending", "status")).Output, StringComparison.Ordinal);
        Assert.Equal(73, (await other.CommandAsync(Ct, "user", "create", "sara")).Code);
    }

    [Fact]
    public async Task What_was_there_is_kept_aside_and_a_file_that_is_no_backup_changes_nothing()
    {
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");
        var file = rasan.Data.File("empty.backup");
        await rasan.CommandAsync(Ct, "backup", file);
        await rasan.CommandAsync(Ct, "user", "create", "sara");

        var rubbish = rasan.Data.File("rubbish");
        await File.WriteAllTextAsync(rubbish, "no backup at all", Ct);
        Assert.Equal(65, (await rasan.CommandAsync(Ct, "restore", rubbish)).Code);
        var cut = rasan.Data.File("cut");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(file, Ct))[..^200], Ct);
        Assert.Equal(65, (await rasan.CommandAsync(Ct, "restore", cut)).Code);
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "restore", rasan.Data.File("nothing"))).Code);
        Assert.Equal(73, (await rasan.CommandAsync(Ct, "user", "create", "sara")).Code);
        Assert.Empty(Directory.EnumerateDirectories(rasan.Data.Root, "restore-*"));

        Assert.Equal(0, (await rasan.CommandAsync(Ct, "restore", file)).Code);
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "user", "reset-password", "sara")).Code);
        var aside = Assert.Single(Directory.EnumerateDirectories(rasan.Data.Root, "before-restore-*"));
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "user", "reset-password", "sara", "--data", aside)).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_that_cannot_be_written_names_its_file_and_leaves_no_copy_behind(bool isSealed)
    {
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");
        var file = rasan.Data.File("nowhere/rasan.backup");
        string[] passphrase = isSealed ? ["--passphrase-file", await PassphraseAsync(rasan, "passphrase", "secret")] : [];
        var ended = await rasan.CommandAsync(Ct, ["backup", file, .. passphrase]);
        Assert.Equal(74, ended.Code);
        Assert.Contains($"'{file}'", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(rasan.Data.Root, "backup-*"));
    }

    [Fact]
    public async Task What_a_killed_migration_left_behind_stops_neither_a_restore_nor_the_next_migration()
    {
        await using var rasan = new RasanProcess();
        await rasan.CommandAsync(Ct, "migrate");
        Leave();
        var file = rasan.Data.File("rasan.backup");
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "backup", file)).Code);
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "restore", file).WaitAsync(TimeSpan.FromMinutes(5), Ct)).Code);
        Assert.Equal(0, Left());

        Leave();
        Assert.Equal(0, (await rasan.CommandAsync(Ct, "migrate")).Code);
        Assert.Equal(0, Left());

        void Leave() => Ask(rasan, "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        long Left() => Ask(rasan, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_restore_that_was_cut_off_is_finished_by_whoever_comes_next(bool oldOneIsAside)
    {
        var data = new DataDirectory(Directory.CreateTempSubdirectory("rasan-swap-").FullName);
        foreach (var name in (string[])["restore-1/rasan.db", "restore-1/keys/key", oldOneIsAside ? "before-restore-1/rasan.db" : "rasan.db", "rasan.db-wal", "keys/key"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(data.File(name))!);
            File.WriteAllText(data.File(name), name.StartsWith("restore", StringComparison.Ordinal) ? "new" : "old");
        }

        File.WriteAllText(data.File("restore.pending"), "restore-1\nbefore-restore-1");
        RestoreSwap.Finish(data);

        Assert.Equal(["before-restore-1/keys/key=old", "before-restore-1/rasan.db-wal=old", "before-restore-1/rasan.db=old", "keys/key=new", "rasan.db=new"],
            Directory.EnumerateFiles(data.Root, "*", SearchOption.AllDirectories).Select(path => $"{Path.GetRelativePath(data.Root, path)}={File.ReadAllText(path)}").Order(StringComparer.Ordinal));
        RestoreSwap.Finish(data);
        Assert.Equal("new", File.ReadAllText(data.Database));
        Directory.Delete(data.Root, recursive: true);
    }

    private static long Ask(RasanProcess rasan, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={rasan.Data.Database};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        return Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static byte[] Changed(byte[] archive)
    {
        archive[^100] ^= 1;
        return archive;
    }

    private static async Task<string> PassphraseAsync(RasanProcess rasan, string name, string passphrase)
    {
        await File.WriteAllTextAsync(rasan.Data.File(name), passphrase + "\n", Ct);
        return rasan.Data.File(name);
    }

    private static async Task<string> AcceptedAsync(RunningProgram server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/messages", UriKind.Relative))
        {
            Content = JsonContent.Create(new { to = "09121234567", text = "one text", intent = "ORDER_PAID" }),   // lives longer than any restore takes
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RasanProcess.Token);
        using var answer = await server.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
    }

    private static async Task<string?> StateAsync(RunningProgram server, string trackingId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/notifications/{trackingId}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RasanProcess.Token);
        using var answer = await server.Http.SendAsync(request, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("delivery_status").GetString();
    }
}
