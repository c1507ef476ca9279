using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Routes;

/// <summary>Which accounts and lines serve whom, in order. Either <see cref="Intent"/> or <see cref="Kind"/> is set.</summary>
public sealed class Route : ICataloged
{
    public long Id { get; private set; }
    public long? ServiceId { get; init; }
    public long? TenantId { get; init; }
    public string? Intent { get; init; }
    public Kind? Kind { get; init; }
    public string Channel { get; init; } = ChannelKeys.Sms;
    public bool IsActive { get; set; } = true;

    /// <summary>False: only the first step is ever used.</summary>
    public bool Fallback { get; set; } = true;
    public required DateTimeOffset CreatedAt { get; init; }
    public List<RouteStep> Steps { get; } = [];

    /// <returns>The steps, the first to be tried first.</returns>
    public IEnumerable<RouteStep> InOrder() => Steps.OrderBy(step => step.Position).ThenBy(step => step.Id);

    internal sealed class Mapping : IEntityTypeConfiguration<Route>
    {
        public void Configure(EntityTypeBuilder<Route> route)
        {
            route.HasOne<Service>().WithMany().HasForeignKey(r => r.ServiceId);
            route.HasOne<Tenant>().WithMany().HasForeignKey(r => r.TenantId);
            route.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RouteId);
        }
    }
}

/// <summary>One account of a route, perhaps with a fixed line.</summary>
public sealed class RouteStep : ICataloged
{
    public long Id { get; private set; }
    public long RouteId { get; init; }
    public required int Position { get; set; }
    public required long AccountId { get; init; }
    public long? LineId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RouteStep>
    {
        public void Configure(EntityTypeBuilder<RouteStep> step)
        {
            step.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
            step.HasOne<Line>().WithMany().HasForeignKey(s => s.LineId);
        }
    }
}
