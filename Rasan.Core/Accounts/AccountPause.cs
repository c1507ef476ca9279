namespace Rasan.Core.Accounts;

/// <param name="Reason">The code it pauses for.</param>
public sealed record AccountPause(DateTimeOffset Until, string? Reason)
{
    /// <summary>The reason of a pause that an operator wished.</summary>
    public const string ByHand = "by_hand";

    /// <summary>Until somebody takes the account up again.</summary>
    public static readonly DateTimeOffset WithoutEnd = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
