using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Creations;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Inbox;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Templates;
using Rasan.Core.Users;

namespace Rasan.Core.Storage;

/// <summary>What is promised: <c>rasan.db</c>. Every save takes the write turn; the ledger's own tables are only read here.</summary>
public sealed class RasanDb(DbContextOptions<RasanDb> options, WriteTurn turn) : IdentityUserContext<User, long>(options)
{
    public DbSet<Service> Services => Set<Service>();
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<AccessLevel> AccessLevels => Set<AccessLevel>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Token> Tokens => Set<Token>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Key> Keys => Set<Key>();
    public DbSet<Line> Lines => Set<Line>();
    public DbSet<BalancePoint> BalancePoints => Set<BalancePoint>();
    public DbSet<AlertRule> AlertRules => Set<AlertRule>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<InboundRow> Inbox => Set<InboundRow>();
    public DbSet<InboundCursor> InboundCursors => Set<InboundCursor>();
    public DbSet<Intent> Intents => Set<Intent>();
    public DbSet<SeenIntent> SeenIntents => Set<SeenIntent>();
    public DbSet<ChannelSetting> ChannelSettings => Set<ChannelSetting>();
    public DbSet<KindRule> KindRules => Set<KindRule>();
    public DbSet<Route> Routes => Set<Route>();
    public DbSet<RouteStep> RouteSteps => Set<RouteStep>();
    public DbSet<Template> Templates => Set<Template>();
    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();
    public DbSet<TemplateBinding> TemplateBindings => Set<TemplateBinding>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<DeliveryReport> DeliveryReports => Set<DeliveryReport>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<CostCounter> CostCounters => Set<CostCounter>();
    public DbSet<DeliveryTimeCounter> DeliveryTimeCounters => Set<DeliveryTimeCounter>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<KeptCreation> KeptCreations => Set<KeptCreation>();
    public DbSet<Operation> Operations => Set<Operation>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Revision> Revisions => Set<Revision>();

    private bool _raisesRevision;

    internal bool IsInTurn { get; private set; }

    /// <summary>The operation-log row belongs to the same save as the change.</summary>
    public void Record(Operation operation) => Operations.Add(operation);

    // An override, not an interceptor: DetectChanges may throw after SavingChanges and outside EF's try, and the turn would stay taken.
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var saved = 0;
        await InTurnAsync(async ct => saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct), cancellationToken);
        return saved;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("Save asynchronously: the write turn is waited for.");

    /// <summary>
    /// The only door to explicit transactions, ExecuteUpdate and ExecuteDelete: takes the write turn, begins at once, commits, gives the turn up.
    /// A save inside it belongs to the same transaction. Nobody awaits the ledger in here: it waits for the same turn.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Locked for longer than two seconds, full, read-only or damaged; nothing was stored.</exception>
    public async Task InTurnAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        _raisesRevision |= ChangeTracker.Entries().Any(entry => entry is { Entity: ICataloged or User, State: not EntityState.Unchanged });
        if (IsInTurn)
        {
            await work(ct);
            return;
        }

        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;   // begun here
        using var pass = await turn.EnterAsync(ct);
        await Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)Database.GetDbConnection();
        try
        {
            await SqliteStore.BeginAsync(connection, ct);
            IsInTurn = true;
            await work(ct);
            if (_raisesRevision) SqliteStore.Run(connection, "UPDATE revisions SET number = number + 1");
            SqliteStore.Commit(connection);
        }
        catch (Exception exception)
        {
            SqliteStore.Rollback(connection);
            if (StorageUnavailableException.From(exception) is { } unavailable) throw unavailable;
            throw;
        }
        finally
        {
            (IsInTurn, _raisesRevision) = (false, false);
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>What is read in here is all of one moment, whoever commits meanwhile.</summary>
    public async Task<T> AtOneMomentAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)Database.GetDbConnection();
        try
        {
            SqliteStore.Run(connection, "BEGIN");
            return await read();
        }
        finally
        {
            SqliteStore.Rollback(connection);
            await Database.CloseConnectionAsync();
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RasanDb).Assembly, type => type.DeclaringType != typeof(ApiCall));
        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => StorageConventions.Apply(configurationBuilder);
}
