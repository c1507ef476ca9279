using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Storage;
using Rasan.Core.Templates;
using Rasan.Core.Users;

namespace Rasan.Core.Services;

/// <summary>What the first start needs to be shown once.</summary>
/// <param name="User">Who signs in.</param>
/// <param name="MadePassword">Null: it was given.</param>
/// <param name="Token">The first token's secret.</param>
public sealed record FirstSecrets(string User, string? MadePassword, string Token);

/// <summary>Puts into an empty database what a newcomer needs to send a first message: all of it, or nothing.</summary>
public sealed class FirstStart(IDbContextFactory<RasanDb> stores, IPasswordHasher<User> hasher, ISecretBox box, TimeProvider clock)
{
    public const string UserName = "admin";

    public const string ServiceKey = "sandbox";

    public const string TemplateKey = "otp_login";

    /// <summary>Short, so that a message without a report ends while one watches.</summary>
    private const int ReportWindowSeconds = 20;

    /// <param name="password">Null: one is made, to be changed at the first sign-in.</param>
    /// <param name="tokenSecret">Null: one is made.</param>
    /// <param name="show">Shows the secrets. Called before the commit: a crash between the two may show what never came to be, but never keeps what nobody saw.</param>
    /// <returns>False: the database is not empty.</returns>
    public async Task<bool> RunAsync(string? password, string? tokenSecret, Action<FirstSecrets> show, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Users.AnyAsync(ct) || await store.Services.AnyAsync(s => s.Key != MakeSystem.Key, ct)) return false;

        var now = clock.GetUtcNow();
        var secrets = new FirstSecrets(UserName, password is null ? Password.Generate() : null, tokenSecret ?? Token.NewSecret());
        var admin = User.Named(UserName, isSystemAdministrator: true, now);
        admin.SetPassword(hasher, password ?? secrets.MadePassword!, mustChange: password is null);
        var service = new Service { Key = ServiceKey, Name = "Sandbox", CreatedAt = now, Tenants = { new() { Key = ServiceKey, CreatedAt = now } } };
        store.Users.Add(admin);
        store.Services.Add(service);
        await store.InTurnAsync(async turn =>
        {
            await store.SaveChangesAsync(turn);   // the others point to these two
            store.Members.Add(new() { ServiceId = service.Id, UserId = admin.Id, AccessLevel = AccessLevel.Administrator, CreatedAt = now });
            store.Accounts.AddRange(SandboxAccount(service.Id, 1, magic: true, now), SandboxAccount(service.Id, 2, magic: false, now));
            store.Templates.Add(OtpTemplate(service.Id, now));
            store.Tokens.Add(FirstToken(service.Id, secrets.Token, now));
            store.Record(new() { At = now, ServiceId = service.Id, Actor = "system", Action = "service.first_start", Subject = $"service:{service.Key}" });
            await store.SaveChangesAsync(turn);
            show(secrets);
        }, ct);
        return true;
    }

    private Account SandboxAccount(long serviceId, int number, bool magic, DateTimeOffset now) => new()
    {
        ServiceId = serviceId,
        Provider = "sandbox",
        Name = string.Create(CultureInfo.InvariantCulture, $"Sandbox {number}"),
        ReportWindowSeconds = ReportWindowSeconds,
        Settings = JsonSerializer.Serialize(new { magic = magic ? "true" : "false" }),
        CreatedAt = now,
        Keys = { new() { Label = "sandbox", Sealed = box.Seal(JsonSerializer.SerializeToUtf8Bytes(new { api_key = Token.NewSecret() })), CreatedAt = now } },
        Lines = { new() { Number = string.Create(CultureInfo.InvariantCulture, $"3000{number}"), CreatedAt = now } },
    };

    private static Template OtpTemplate(long serviceId, DateTimeOffset now) => new()
    {
        ServiceId = serviceId,
        Key = TemplateKey,
        DefaultLanguage = "fa",
        CreatedAt = now,
        Texts =
        {
            new() { Language = "fa", Version = 1, Text = "کد ورود شما: {token}", CreatedAt = now },
            new() { Language = "en", Version = 1, Text = "Your login code: {token}", CreatedAt = now },
        },
    };

    private static Token FirstToken(long serviceId, string secret, DateTimeOffset now) => new()
    {
        ServiceId = serviceId,
        Name = "first start",
        Hash = Token.HashOf(secret),
        Hint = secret[^4..],
        Scopes = string.Join(' ', Scopes.All),
        CreatedAt = now,
    };
}
