using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Creations;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Inbox;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Ledgers.Sqlite;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Search;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Templates;

namespace Rasan.Core;

/// <summary>Registers the rooms of the core. The host brings the data directory, options, an <see cref="ISecretBox"/> and the providers.</summary>
public static class RasanCore
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddRasanCore(DataDirectory directory)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(directory);
            return services.AddStorage(directory).AddDispatching().AddSearch().AddUseCases();
        }

        private IServiceCollection AddStorage(DataDirectory directory)
        {
            services.AddSingleton<WriteTurn>().AddSingleton<StorageHealth>();
            services.AddSingleton(s => new SqliteStore(directory, s.GetRequiredService<IOptions<StorageOptions>>().Value));
            services.AddDbContextFactory<RasanDb>((rooms, options) =>
            {
                var store = rooms.GetRequiredService<SqliteStore>();
                options.UseSqlite(store.ConnectionString).AddInterceptors(store.PragmasOnOpen, new TurnGuard());
            });   // not pooled: the context takes the write turn
            return services.AddDbContextFactory<LogsDb>(options => options.UseSqlite($"Data Source={directory.LogsDatabase}"));
        }

        private IServiceCollection AddDispatching()
        {
            services.AddSingleton(s => new Providers(s.GetKeyedServices<IProvider>(KeyedService.AnyKey)));
            services.AddSingleton<Catalogs>().AddSingleton<ProviderAccounts>().AddSingleton<AccountHealth>().AddSingleton<MessageTexts>();
            services.AddSingleton<Func<ILedgerEngine>>(s => () => new SqliteLedgerEngine(s.GetRequiredService<SqliteStore>(), s.GetRequiredService<WriteTurn>(), s.GetRequiredService<DataDirectory>()));
            services.AddSingleton<LiveServices>().AddSingleton<Ledger>().AddSingleton<RecordAnswers>().AddSingleton<AttemptPlanner>().AddSingleton<Evidence>().AddSingleton<HandOver>().AddSingleton<Reconciler>();
            services.AddSingleton(s => new Dispatcher(
                new(s.GetRequiredService<AttemptPlanner>(), s.GetRequiredService<HandOver>(), s.GetRequiredService<RecordAnswers>(), s.GetRequiredService<Reconciler>()),
                s.GetRequiredService<Ledger>(), s.GetRequiredService<Catalogs>(), s.GetRequiredService<Providers>(), s.GetRequiredService<AccountHealth>(),
                s.GetRequiredService<IOptions<DispatchOptions>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>()));
            return services.AddSingleton(s => s.GetRequiredService<Dispatcher>().Sweep);
        }

        private IServiceCollection AddSearch()
        {
            services.AddSingleton<SearchReading>().AddSingleton<SearchIndex>().AddSingleton<SearchIndexer>().AddSingleton<SearchPages>();
            return services.AddSingleton<RebuildSearch>().AddSingleton<InspectSearch>().AddSingleton<ReferenceIndex>().AddSingleton<ReferenceIndexer>();
        }

        private void AddAccountChanges()
        {
            services.AddSingleton<AccountEdits>().AddSingleton<CreateAccount>().AddSingleton<ChangeAccount>().AddSingleton<RemoveAccount>().AddSingleton<PauseAccount>().AddSingleton<ResumeAccount>();
            services.AddSingleton<SaveKey>().AddSingleton<RemoveKey>().AddSingleton<SaveLine>().AddSingleton<RemoveLine>().AddSingleton<FetchLines>();
            services.AddSingleton(s => new TestAccount(
                s.GetRequiredService<Catalogs>(), s.GetRequiredService<Providers>(), s.GetRequiredService<ProviderAccounts>(), s.GetRequiredService<Ledger>(),
                (s.GetRequiredService<HandOver>(), s.GetRequiredService<RecordAnswers>())));
        }

        private IServiceCollection AddUseCases()
        {
            services.AddSingleton<KeptAnswers>().AddSingleton<KeptCreations>().AddSingleton<SendMessage>().AddSingleton<PreviewSend>().AddSingleton<CancelMessage>().AddSingleton<ExplainMessage>();
            services.AddSingleton<SendForm>().AddSingleton<FindSentForm>();
            services.AddSingleton(s => new ResendMessage(
                s.GetRequiredService<IDbContextFactory<RasanDb>>(), s.GetRequiredService<SendMessage>(), s.GetRequiredService<MessageTexts>(),
                s.GetRequiredService<KeptAnswers>(), s.GetRequiredService<Reconciler>(), s.GetRequiredService<TimeProvider>()));
            services.AddSingleton<CheckAccount>().AddSingleton<ListAccounts>().AddSingleton<AccountChanges>().AddSingleton<SetUpAccount>().AddSingleton<SetOtpRouting>();
            services.AddSingleton<ListBindings>().AddSingleton<BindTemplate>().AddSingleton<UnbindTemplate>();
            services.AddAccountChanges();
            services.AddSingleton<KeepInbound>().AddSingleton<ListInbox>().AddSingleton<PullInbound>();
            services.AddSingleton<TakeReports>().AddSingleton<IReportSink>(s => s.GetRequiredService<TakeReports>());
            services.AddSingleton(s => new PollReports(
                s.GetRequiredService<Ledger>(), s.GetRequiredService<Catalogs>(), s.GetRequiredService<Providers>(), s.GetRequiredService<ProviderAccounts>(), s.GetRequiredService<TakeReports>(),
                s.GetRequiredService<AttemptPlanner>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<PollReports>>()));
            services.AddSingleton<SeenIntents>().AddSingleton<ListIntents>().AddSingleton<SaveIntent>().AddSingleton<RemoveIntent>().AddSingleton<SaveKind>().AddSingleton<ResetKind>();
            services.AddSingleton<ListRoutes>().AddSingleton<SaveRoute>().AddSingleton<RemoveRoute>().AddSingleton<SetChannels>();
            services.AddSingleton<ListOperations>().AddSingleton<ListApiCalls>().AddSingleton<ActorNames>().AddSingleton<RecordExport>();
            return services.AddSingleton<CheckCounters>().AddSingleton<ServiceBoard>().AddWatching();
        }

        /// <summary>Accounts that watch themselves.</summary>
        private IServiceCollection AddWatching()
        {
            services.AddSingleton<AskProvider>().AddSingleton<AskStanding>().AddSingleton<RefreshStandings>().AddSingleton<RefreshAccount>().AddSingleton<ReadStanding>().AddSingleton<SetBalance>().AddSingleton<ProbePaused>();
            return services.AddSingleton<MakeSystem>().AddSingleton<RaiseAlerts>().AddSingleton<SendAlerts>().AddSingleton<SetAlertRule>().AddSingleton<ReadAlerts>();
        }
    }
}
