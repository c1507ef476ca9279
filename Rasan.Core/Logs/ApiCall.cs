using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>One call of the API: who, what, answer and time; texts, variables, numbers and secrets masked.</summary>
public sealed class ApiCall : ILogRow
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public long? ServiceId { get; init; }
    public long? TokenId { get; init; }
    public string? Address { get; init; }
    public required string Method { get; init; }

    /// <summary>The route template, never the path itself: paths may carry secrets.</summary>
    public required string Route { get; init; }
    public required int Status { get; init; }

    /// <summary>The problem's stable code; null when it went well.</summary>
    public string? Code { get; init; }
    public required int Microseconds { get; init; }
    public string? Request { get; init; }
    public string? Response { get; init; }
    public string? TraceId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ApiCall>
    {
        public void Configure(EntityTypeBuilder<ApiCall> call)
        {
            call.Property(c => c.Id).ValueGeneratedNever();
            call.HasIndex(c => new { c.ServiceId, c.At });
        }
    }
}

/// <summary>The API log, in a file of its own (<c>logs.db</c>); written in batches off the request's path, read here.</summary>
public sealed class LogsDb(DbContextOptions<LogsDb> options) : DbContext(options)
{
    public DbSet<ApiCall> ApiCalls => Set<ApiCall>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new ApiCall.Mapping());
        SnakeCase.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => StorageConventions.Apply(configurationBuilder);
}
