using System.ComponentModel.DataAnnotations;

namespace Rasan.Providers.Sandbox;

/// <summary>Settings of the Sandbox, section <c>Rasan:Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Rasan:Sandbox";

    /// <summary>Name of the only account on which magic numbers work; null (default): on every account whose own setting <c>magic</c> is not <c>false</c>.</summary>
    public string? Magic { get; set; }

    /// <summary>Deliveries that one call takes. One (default): a magic number that keeps its caller waiting troubles no other message.</summary>
    [Range(1, 100)]
    public int MaxPerCall { get; set; } = 1;
}
