using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;

namespace Rasan.Core.Logs;

/// <summary>One row of the operation log: who changed what, when, from where; secrets masked.</summary>
public sealed class Operation : ILogRow
{
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public long? ServiceId { get; init; }

    /// <summary>Who: <c>user:1</c>, <c>token:3</c>, <c>cli</c>, <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>From where: an address, or null for the program itself.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, as a stable word: <c>message.cancel</c>, <c>token.create</c>, <c>account.pause</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: <c>message:0190…</c>, <c>token:3</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Before and after, JSON, secrets and numbers masked; null where the action says it all.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>What a caller has done in their service.</summary>
    /// <param name="after">What is there now; null where the action says it all.</param>
    /// <param name="ofSystem">It was done to what is no service's.</param>
    internal static Operation Of(Caller caller, DateTimeOffset at, string action, string subject, string? after = null, string? before = null, bool ofSystem = false) => new()
    {
        At = at, ServiceId = ofSystem ? null : caller.Service.Id, Actor = caller.Actor, Address = caller.Address?.ToString(), Action = action, Subject = subject, Before = before, After = after,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Operation>
    {
        public void Configure(EntityTypeBuilder<Operation> operation) =>
            operation.HasIndex(o => new { o.ServiceId, o.At });   // a service's log, newest first
    }
}
