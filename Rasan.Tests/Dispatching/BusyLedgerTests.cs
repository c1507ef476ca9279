using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Logs;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>The whole program while its ledger commits without pause for twenty seconds.</summary>
public sealed class BusyLedgerTests
{
    private const int Saves = 400;   // twenty a second for twenty seconds, at the pace of the ticks

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Saves_and_the_schedulers_own_writes_all_come_through()
    {
        var complaints = new Complaints();
        await using var app = new RasanApp();
        app.Settings["Rasan:Dispatch:Enabled"] = "false";
        await using var host = app.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(complaints).AddSingleton<Ticks>()));
        var rooms = host.Services;
        await ScheduleAsync(rooms);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var appended = 0;
        var producers = Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await rooms.GetRequiredService<Ledger>().AppendAsync(new([MessageRows.Ready(n)]));
                Interlocked.Increment(ref appended);
            }
        }, Ct)).ToArray();

        using (var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            var saves = new List<Task>();
            for (var i = 0; i < Saves && await tick.WaitForNextTickAsync(Ct); i++) saves.Add(SaveAsync(rooms, i));
            await Task.WhenAll(saves);   // 'database is locked' would surface here
        }

        await stop.CancelAsync();
        await Task.WhenAll(producers);
        await using var store = await rooms.GetRequiredService<IDbContextFactory<Core.Storage.RasanDb>>().CreateDbContextAsync(Ct);
        Assert.Equal(Saves, await store.Operations.CountAsync(o => o.Action == "test.save", Ct));
        Assert.Equal(appended, await store.Messages.CountAsync(Ct));
        Assert.Equal(appended, await store.Counters.SumAsync(c => c.Count, Ct));
        Assert.True(rooms.GetRequiredService<Ticks>().Count >= 5, "the scheduler stood still");
        Assert.Empty(complaints.Lines);
    }

    private static async Task ScheduleAsync(IServiceProvider rooms)
    {
        var scheduler = await rooms.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        await scheduler.ScheduleJob(
            JobBuilder.Create<TickJob>().WithIdentity("tick").Build(),
            TriggerBuilder.Create().WithIdentity("tick").StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()).Build(),
            cancellationToken: Ct);
    }

    private static async Task SaveAsync(IServiceProvider rooms, int number)
    {
        await using var store = await rooms.GetRequiredService<IDbContextFactory<Core.Storage.RasanDb>>().CreateDbContextAsync(Ct);
        store.Record(new Operation { At = TimeProvider.System.GetUtcNow(), Actor = "test", Action = "test.save", Subject = $"save {number}" });
        await store.SaveChangesAsync(Ct);
    }

    public sealed class Ticks
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    private sealed class TickJob(Ticks ticks) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            ticks.Add();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Warnings and errors of everybody.</summary>
    private sealed class Complaints : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
            // holds nothing
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue($"{formatter(state, exception)} {exception?.GetBaseException().Message}");
        }
    }
}
