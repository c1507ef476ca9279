namespace Rasan.Providers.Sandbox;

/// <summary>A page of the record.</summary>
public sealed record SandboxPage(IReadOnlyList<SandboxRequest> Requests, long Total);

/// <summary>The other side of the Sandbox: what it was given, and the hand on its accounts.</summary>
public sealed class SandboxControl(SandboxRecord record)
{
    /// <summary>Requests in order of arrival, from after the given id.</summary>
    public Task<SandboxPage> ListAsync(long after, int limit, SandboxFilter filter, CancellationToken ct) =>
        record.RunAsync(desk => new SandboxPage(desk.List(after, limit, filter), desk.Count(filter)), ct);

    public Task<long> CountAsync(SandboxFilter filter, CancellationToken ct) => record.RunAsync(desk => desk.Count(filter), ct);

    public Task<SandboxStanding> ChangeAsync(long accountId, SandboxChange change, CancellationToken ct) => record.RunAsync(
        desk =>
        {
            desk.Change(accountId, change);
            return desk.Standing(accountId);
        },
        ct);
}
