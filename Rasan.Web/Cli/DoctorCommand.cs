using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rasan.Core.Search;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;
using Rasan.Web.Hosting.Secrets;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Cli;

/// <summary>Looks at everything that can be wrong without being noticed; changes nothing unless it is told to.</summary>
internal static class DoctorCommand
{
    private static readonly Option RebuildSearch = new("rebuild-search");

    public static readonly Command Doctor = new("doctor", [], [RebuildSearch], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken ct)
    {
        var faults = 0;
        call.Say("DoctorDirectory", call.Directory.Root);
        foreach (var file in new[] { call.Directory.Database, call.Directory.Database + "-wal", call.Directory.SearchDatabase, call.Directory.ReferencesDatabase, call.Directory.LogsDatabase, call.Directory.SchedulerDatabase })
            if (File.Exists(file)) call.Say("DoctorFile", Path.GetFileName(file), Megabytes(new FileInfo(file).Length));
        var free = new DriveInfo(call.Directory.Root).AvailableFreeSpace;
        call.Say("DoctorFree", Megabytes(free));
        if (free < call.Room<IOptions<StorageOptions>>().Value.MinFreeMegabytes * 1024L * 1024) faults += Found(call, "DoctorFreeTooSmall");
        foreach (var unknown in call.Room<SettingsCheck>().Unknown) faults += Found(call, "DoctorUnknownSetting", unknown);
        faults += CheckDatabase(call);
        faults += await CheckSecretsAsync(call, ct);
        await CountMessagesAsync(call, ct);
        if (call.Has(RebuildSearch.Name)) await call.Room<RebuildSearch>().RunAsync(Call.Actor, ct);
        faults += await CheckSearchAsync(call, ct);
        if (await call.Room<CheckCounters>().CountWrongAsync(ct) is > 0 and var days) faults += Found(call, "DoctorCounters", days);
        if (faults == 0) call.Say("DoctorWell");
        else call.Say("DoctorFaults", faults);
        return faults == 0 ? ExitCode.Done : ExitCode.Fault;
    }

    private static int CheckDatabase(Call call)
    {
        using var connection = call.Room<SqliteStore>().Open();
        call.Say("DoctorSqlite", Ask(connection, "SELECT sqlite_version()"));
        var journal = Ask(connection, "PRAGMA journal_mode");
        call.Say("DoctorJournal", journal);
        var faults = journal == "wal" ? 0 : Found(call, "DoctorJournalWrong", journal);
        try
        {
            DatabaseCheck.Run(connection);
            call.Say("DoctorPagesGood");
        }
        catch (SqliteException damaged)
        {
            faults += Found(call, "DoctorPagesBad", damaged.Message);
        }

        return faults;
    }

    private static async Task<int> CheckSecretsAsync(Call call, CancellationToken ct)
    {
        var (opened, shut) = await call.Room<CheckSecrets>().RunAsync(ct);
        call.Say("DoctorSecrets", opened);
        return shut == 0 ? 0 : Found(call, "DoctorSecretsShut", shut);
    }

    private static async Task<int> CheckSearchAsync(Call call, CancellationToken ct)
    {
        try
        {
            if (await call.Room<InspectSearch>().RunAsync(ct) is not { } report)
            {
                call.Say("DoctorSearchMissing");
                return 0;
            }

            call.Say("DoctorSearch", report.Version, report.Standing.Indexed, report.Standing.Newest, report.Texts, report.Numbers);
            if (report.IsAskedFor) call.Say("DoctorSearchAskedFor");
            return 0;
        }
        catch (SqliteException damaged)
        {
            return Found(call, "DoctorSearchDamaged", damaged.Message);
        }
    }

    private static async Task CountMessagesAsync(Call call, CancellationToken ct)
    {
        await using var store = await call.Room<IDbContextFactory<RasanDb>>().CreateDbContextAsync(ct);
        foreach (var row in await store.Messages.GroupBy(message => message.State).Select(group => new { State = group.Key, Count = group.Count() }).OrderBy(row => row.State).ToListAsync(ct))
            call.Say("DoctorMessages", row.State, row.Count);
    }

    private static int Found(Call call, string text, params IReadOnlyList<object> values)
    {
        call.Say("DoctorFound", call.Texts[text, values]);
        return 1;
    }

    private static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    private static string Megabytes(long bytes) => (bytes / (1024m * 1024m)).ToString("N1", CultureInfo.InvariantCulture);
}
