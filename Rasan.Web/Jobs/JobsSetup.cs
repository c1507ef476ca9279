using System.Globalization;
using Microsoft.Data.Sqlite;
using Quartz;
using Rasan.Core.Accounts;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;
using Rasan.Web.Hosting;
using Rasan.Web.Panel;

namespace Rasan.Web.Jobs;

/// <summary>What happens by the clock. The way of a message waits for none of it.</summary>
internal static class JobsSetup
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddJobs()
        {
            builder.Services.AddSingleton<OldMessages>().AddSingleton<Retention>().AddSingleton<Maintenance>();
            builder.Services.AddQuartz(quartz =>
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = builder.DataDirectory.SchedulerDatabase, DefaultTimeout = 2 }.ToString());
                    store.UseSystemTextJsonSerializer();
                    store.ProvisionSchema();
                    store.ConfigureStore(threads => threads.UseBackgroundThreads = true);   // while its store can't be written they go on without end
                });
                Every<SweepJob>(quartz, "sweep", TimeSpan.FromSeconds(15));
                Every<PollReportsJob>(quartz, "poll-reports", TimeSpan.FromSeconds(5));
                Every<SeenIntentsJob>(quartz, "seen-intents", TimeSpan.FromSeconds(15));
                Every<PullInboundJob>(quartz, "pull-inbound", TimeSpan.FromMinutes(1));
                Every<RefreshStandingsJob>(quartz, "refresh-standings", TimeSpan.FromSeconds(15));   // picks those whose own time has come
                Every<ProbePausedJob>(quartz, "probe-paused", ProbePaused.Lead);
                Every<RaiseAlertsJob>(quartz, "raise-alerts", TimeSpan.FromSeconds(30));
                Every<RetentionJob>(quartz, "retention", TimeSpan.FromMinutes(30));
                Nightly<CheckCountersJob>(quartz, "check-counters", hour: 2);
                Nightly<MaintenanceJob>(quartz, "maintenance", hour: 3);
            });
            builder.Services.AddHostedService<JobsRun>();
            return builder;
        }
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval) where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(trigger => trigger.WithIdentity(name).WithSimpleSchedule(interval), job => job.WithIdentity(name));

    private static void Nightly<TJob>(IQuartzBuilder quartz, string name, int hour) where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).WithCronSchedule(string.Create(CultureInfo.InvariantCulture, $"0 30 {hour} * * ?"), cron => cron.InTimeZone(PanelCultures.Zone)),
            job => job.WithIdentity(name));
}
