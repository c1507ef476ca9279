namespace Rasan.Providers.Simulation;

/// <summary>An account somebody opened by calling. Changed inside the telecom's lock alone.</summary>
internal sealed class SimulatedAccount(long id, string user, decimal credit)
{
    public long Id => id;
    public string User => user;

    /// <summary>The key it was last opened with.</summary>
    public required string Secret { get; set; }
    public decimal Credit { get; set; } = credit;

    /// <summary>Its own end; null: that of the settings.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
    public bool IsDisabled { get; set; }

    /// <summary>Recipients whose first message was throttled.</summary>
    public HashSet<string> Throttled { get; } = new(StringComparer.Ordinal);
}

/// <summary>An account as its simulator tells of it.</summary>
/// <param name="Name">Its user name, or its key where the vendor has a key alone.</param>
public sealed record SimulatedAccountView(string Name, decimal Credit, DateTimeOffset? ExpiresAt, bool Disabled);

/// <summary>What to change of an account; null: leave it.</summary>
public sealed record SimulatedAccountChange(decimal? Credit, DateTimeOffset? ExpiresAt, bool? Disabled);
