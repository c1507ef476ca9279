using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Identity's own store, but the second factor's key lies sealed and recovery codes only as hashes: a copy of the database signs nobody in.</summary>
internal sealed class SealedUserStore(RasanDb store, ISecretBox box, IdentityErrorDescriber? describer = null) : UserOnlyStore<User, RasanDb, long>(store, describer)
{
    public override Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, Convert.ToBase64String(box.Seal(Encoding.UTF8.GetBytes(key))), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? Encoding.UTF8.GetString(box.Open(Convert.FromBase64String(kept))) : null;

    public override Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => HashOf(user, code)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        var kept = await GetTokenAsync(user, InternalProvider, CodesName, cancellationToken) ?? "";
        var left = kept.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var hash = HashOf(user, code);
        if (!left.Contains(hash, StringComparer.Ordinal)) return false;
        await base.ReplaceCodesAsync(user, left.Where(other => other != hash), cancellationToken);
        return true;
    }

    private const string InternalProvider = "[AspNetUserStore]", CodesName = "RecoveryCodes";   // Identity's names for where it keeps them

    // a code has 50 random bits and more: no salt or stretching is needed, the user's id keeps two users' codes apart
    private static string HashOf(User user, string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{user.Id}:{code.Trim().ToUpperInvariant()}"))));
}
