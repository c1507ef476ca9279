using System.Security.Cryptography;

namespace Rasan.Core.Users;

/// <summary>What a password must be. Length alone: rules about signs make passwords worse.</summary>
public static class Password
{
    public const int Shortest = 8;

    public const int Longest = 128;

    // no l, 1, o, 0: it is read from a screen and typed
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static bool IsGood(string? password) => password is { Length: >= Shortest and <= Longest };

    /// <summary>100 random bits in four groups.</summary>
    public static string Generate() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
