using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Time-based codes (RFC 6238), each good once: Identity's own provider takes the same one for minutes, from whoever has looked over a shoulder.</summary>
public sealed class AuthenticatorCodes(TimeProvider clock) : AuthenticatorTokenProvider<User>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30, Drift = 2, BitsPerLetter = 5;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key || StepOf(key, token, user.LastCodeStep) is not { } step) return false;
        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user)).Succeeded;
    }

    /// <param name="last">The step of the last code that was accepted; null: there is none.</param>
    /// <returns>The time step whose code this is; null: of none that is still good.</returns>
    public long? StepOf(string key, string code, long? last)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
        var (secret, typed) = (SecretOf(key), Encoding.UTF8.GetBytes(code));
        for (var step = Math.Max(now - Drift, (last ?? 0) + 1); step <= now + Drift; step++)
            if (CryptographicOperations.FixedTimeEquals(typed, CodeOf(secret, step))) return step;
        return null;
    }

    private static byte[] CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // the standard of authenticator apps
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & 0x7FFFFFFF;
        return Encoding.UTF8.GetBytes((number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture));
    }

    private static byte[] SecretOf(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key)
        {
            buffer = ((buffer << BitsPerLetter) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xFFF;
            bits += BitsPerLetter;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return [.. bytes];
    }
}
