using System.Text.Json.Serialization;

namespace Rasan.Providers.Simulation;

/// <summary>A simulator's switches and figures.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SimulationSettings
{
    /// <summary>No key opens anything.</summary>
    public bool BadKey { get; init; }

    /// <summary>Keys that open nothing any more.</summary>
    public IReadOnlyList<string> DeadKeys { get; init; } = [];
    public bool NoCredit { get; init; }
    public bool LineNotOwned { get; init; }
    public bool IpNotAllowed { get; init; }

    /// <summary>Every call is answered with a page of HTML and 503, and nothing is taken.</summary>
    public bool Maintenance { get; init; }

    /// <summary>Every call is carried out, and half of its answer is sent.</summary>
    public bool TruncatedJson { get; init; }

    /// <summary>How far the vendor's own clock is off.</summary>
    public int ClockSkewSeconds { get; init; }

    /// <summary>Credit of an account that is opened; a change of it is a change for all accounts.</summary>
    public required decimal Credit { get; init; }
    public required decimal Price { get; init; }
    public required decimal LatinPrice { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The numbers that accounts own; null: whichever they name.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>From its time to the operator.</summary>
    public double SentSeconds { get; init; } = 0.5;

    /// <summary>From its time to its end.</summary>
    public double FinalSeconds { get; init; } = 2;

    /// <summary>Ways of answering that are switched on (<see cref="Fronts.FrontVariants"/>).</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Where states are told, if the call itself named no place.</summary>
    public Uri? StatusUrl { get; init; }
    public Uri? InboundUrl { get; init; }

    /// <summary>What is signed with in place of the account's own key.</summary>
    public string? Secret { get; init; }

    internal static SimulationSettings Of(SimulatedVendor vendor, DateTimeOffset now) =>
        new() { Credit = vendor.Credit, Price = vendor.Price, LatinPrice = vendor.LatinPrice, ExpiresAt = vendor.Currency == "IRR" ? now.AddYears(1) : null };
}
