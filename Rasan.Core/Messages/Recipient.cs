namespace Rasan.Core.Messages;

/// <summary>A phone number, E.164 for ever after parsing. Prints masked.</summary>
public readonly record struct Recipient
{
    private Recipient(string e164) => E164 = e164;

    /// <summary>The whole number, <c>+989120000111</c>. Never logged.</summary>
    public string E164 { get; }

    /// <summary>A number that was parsed before it was stored.</summary>
    public static Recipient FromStored(string e164) => new(e164);

    public override string ToString() => E164 is { Length: > 7 } number ? $"{number[..^7]}***{number[^4..]}" : "***";
}
