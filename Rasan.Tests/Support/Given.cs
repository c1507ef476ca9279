using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Templates;

namespace Rasan.Tests.Support;

/// <summary>What a test needs to be there before it begins, written as an operator would have and seen by the server at once.</summary>
public sealed class Given(IServiceProvider rooms)
{
    private static int _services;

    /// <summary>A service of its own, so that tests share a server and see nothing of each other.</summary>
    public async Task<GivenShop> AServiceAsync(bool active = true)
    {
        var key = $"shop-{Interlocked.Increment(ref _services)}";
        var service = new Service { Key = key, Name = key, Language = "en", Zone = "UTC", IsActive = active, CreatedAt = Now };
        service.Tenants.Add(new() { Key = key, CreatedAt = Now });
        await SaveAsync(service);
        var given = new GivenShop(this, service);
        await given.ATemplateAsync("otp_login", "Your code is {token}");
        return given;
    }

    internal DateTimeOffset Now => rooms.GetRequiredService<TimeProvider>().GetUtcNow();

    internal async Task SaveAsync(params object[] rows)
    {
        await using var store = await StoreAsync();
        store.AddRange(rows);
        await store.SaveChangesAsync(TestContext.Current.CancellationToken);
        await rooms.GetRequiredService<Catalogs>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    internal async Task ChangeAsync<T>(long id, Action<T> change) where T : class
    {
        await using var store = await StoreAsync();
        change((await store.FindAsync<T>([id], TestContext.Current.CancellationToken))!);
        await store.SaveChangesAsync(TestContext.Current.CancellationToken);
        await rooms.GetRequiredService<Catalogs>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    internal Task<RasanDb> StoreAsync() => rooms.GetRequiredService<IDbContextFactory<RasanDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}

/// <summary>One service and what belongs to it.</summary>
public sealed class GivenShop(Given given, Service service)
{
    public string Key => service.Key;
    public long Id => service.Id;

    /// <returns>The secret.</returns>
    public async Task<string> ATokenAsync(
        string scopes = "send read", DateTimeOffset? expires = null, string? from = null, int? perMinute = null, Tenant? tenant = null, bool revoked = false)
    {
        var secret = Token.NewSecret();
        var token = new Token
        {
            ServiceId = service.Id, TenantId = tenant?.Id, Name = "test", Hash = Token.HashOf(secret), Hint = secret[^4..], Scopes = scopes,
            AllowedAddresses = from, RatePerMinute = perMinute, CreatedAt = given.Now, ExpiresAt = expires,
        };
        if (revoked) token.Revoke(given.Now);
        await given.SaveAsync(token);
        return secret;
    }

    public async Task<Tenant> ATenantAsync(string key)
    {
        var tenant = new Tenant { ServiceId = service.Id, Key = key, CreatedAt = given.Now };
        await given.SaveAsync(tenant);
        return tenant;
    }

    public async Task<Template> ATemplateAsync(string key, string text, bool active = true)
    {
        var template = new Template { ServiceId = service.Id, Key = key, DefaultLanguage = "en", IsActive = active, CreatedAt = given.Now };
        template.Texts.Add(new() { Language = "en", Version = 1, Text = text, CreatedAt = given.Now });
        await given.SaveAsync(template);
        return template;
    }

    public async Task<Account> ASandboxAccountAsync(string name, params string[] lines)
    {
        var account = new Account { ServiceId = service.Id, Provider = "sandbox", Name = name, CreatedAt = given.Now };
        foreach (var line in lines) account.Lines.Add(new() { Number = line, CreatedAt = given.Now });
        account.AskAfter(TimeSpan.FromDays(1), given.Now);   // what a test says of it stands
        await given.SaveAsync(account);
        return account;
    }

    /// <summary>A person of this service.</summary>
    public async Task<long> AMemberAsync(string? phone = null, string level = AccessLevel.Administrator)
    {
        var user = new Core.Users.User { UserName = Guid.NewGuid().ToString("N"), PhoneNumber = phone, CreatedAt = given.Now };
        await given.SaveAsync(user);
        await JoinAsync(user.Id, level);
        return user.Id;
    }

    /// <summary>Somebody who is there already becomes a member too.</summary>
    public Task JoinAsync(long userId, string level) => given.SaveAsync(new Member { ServiceId = service.Id, UserId = userId, AccessLevel = level, CreatedAt = given.Now });

    public async Task<int> CountMessagesAsync()
    {
        await using var store = await given.StoreAsync();
        return await store.Messages.CountAsync(m => m.ServiceId == service.Id, TestContext.Current.CancellationToken);
    }
}
