using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

public sealed class ShutdownTests
{
    private static readonly Uri AtSandbox = new("/simulators/sandbox/__fake/requests?outcome=silent", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Told_to_stop_it_ends_well_and_what_it_accepted_is_there()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Dispatch__Enabled"] = "false";
        await using (var server = await rasan.StartAsync(Ct))
        {
            using var answer = await RasanProcess.PostOtpAsync(server, Ct);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(0, await server.StopAsync(Ct));
        }

        Assert.Contains("Queued: 1", (await rasan.CommandAsync(Ct, "doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_outlasts_the_limit_is_left_with_its_outcome_written_down()
    {
        await using var rasan = new RasanProcess();
        rasan.Environment["Rasan__Dispatch__ShutdownSeconds"] = "1";
        rasan.Environment["Rasan__Simulators__Enabled"] = "true";
        await using var server = await rasan.StartAsync(Ct);
        using var answer = await RasanProcess.PostOtpAsync(server, Ct, phone: "09120000007");   // reads and keeps silent until the caller gives up
        await Eventually.IsTrueAsync(async () => (await server.Http.GetFromJsonAsync<JsonElement>(AtSandbox, Ct)).GetProperty("requests").GetArrayLength() == 1, "the Sandbox has read it", Ct);

        Assert.Equal(0, await server.StopAsync(Ct));

        Assert.Equal(1, Ask(rasan, "SELECT code = 'timeout' FROM attempts ORDER BY id LIMIT 1"));   // what a question asked at once may have added says nothing else
        Assert.Equal(0, Ask(rasan, $"SELECT count(*) FROM attempts WHERE outcome = {(int)AttemptOutcome.Started}"));
        Assert.NotEqual((long)MessageState.Submitting, Ask(rasan, "SELECT state FROM messages"));
    }

    [Fact]
    public async Task Told_to_stop_while_another_process_holds_the_schedulers_store_it_ends_well()
    {
        await using var rasan = new RasanProcess();
        await using var held = new SqliteConnection($"Data Source={rasan.Data.SchedulerDatabase};Pooling=False");
        await held.OpenAsync(Ct);
        await using var server = await rasan.StartAsync(Ct);
        await Eventually.IsTrueAsync(() => Task.FromResult(Fires(held)), "the scheduler runs", Ct);
        await using var lockOfAnother = await held.BeginTransactionAsync(Ct);
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Said.Contains("Transient exception", StringComparison.Ordinal)), "the scheduler has met the lock", Ct);

        Assert.Equal(0, await server.StopAsync(Ct));
    }

    private static bool Fires(SqliteConnection scheduler)
    {
        using var query = scheduler.CreateCommand();
        query.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'QRTZ_TRIGGERS'";
        if (Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture) == 0) return false;
        query.CommandText = "SELECT count(*) FROM QRTZ_TRIGGERS WHERE PREV_FIRE_TIME > 0";
        return Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private static long Ask(RasanProcess rasan, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={rasan.Data.Database};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        return Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
