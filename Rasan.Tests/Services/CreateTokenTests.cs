using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Services;

public sealed class CreateTokenTests
{
    private static readonly TokenOrder Good = new("shop", "till", [Scopes.Send]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_hash_is_kept_and_the_change_is_written_down()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var made = Assert.IsType<CreateTokenResult.Created>(await CreateIn(rooms).RunAsync(Good with { Tenant = "shop", AllowedAddresses = ["10.0.0.0/8", "::1"], RatePerMinute = 60 }, "cli", Ct));
        await using var store = await rooms.StoreAsync();
        var token = await store.Tokens.SingleAsync(Ct);
        Assert.Equal(Token.HashOf(made.Secret), token.Hash);
        Assert.Equal(("send", "10.0.0.0/8 ::1", 60, made.Secret[^4..]), (token.Scopes, token.AllowedAddresses, token.RatePerMinute, token.Hint));
        var operation = await store.Operations.SingleAsync(Ct);
        Assert.Equal(("cli", "token.create", "token:1"), (operation.Actor, operation.Action, operation.Subject));
        Assert.DoesNotContain(made.Secret, operation.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_cannot_be_names_what_is_wrong_and_stores_nothing()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        foreach (var (field, order) in ((string, TokenOrder)[])
        [
            ("name", Good with { Name = "" }), ("scopes", Good with { Scopes = [] }), ("scopes", Good with { Scopes = ["everything"] }), ("addresses", Good with { AllowedAddresses = ["10.0.0.0/99"] }),
            ("scopes", Good with { Scopes = ["front:kavenegar", Scopes.Send] }), ("scopes", Good with { Scopes = ["front:nonsense"] }), ("scopes", Good with { Scopes = ["front:twilio", "front:ippanel"] }),
            ("addresses", Good with { AllowedAddresses = ["10"] }), ("addresses", Good with { AllowedAddresses = ["10.1"] }), ("addresses", Good with { AllowedAddresses = ["0/8"] }), ("addresses", Good with { AllowedAddresses = ["010.0.0.1"] }),
            ("expires", Good with { ExpiresAt = DateTimeOffset.UnixEpoch }), ("rate", Good with { RatePerMinute = 0 }),
        ])
            Assert.Equal(field, Assert.IsType<CreateTokenResult.Invalid>(await CreateIn(rooms).RunAsync(order, "cli", Ct)).Field);
        Assert.IsType<CreateTokenResult.UnknownService>(await CreateIn(rooms).RunAsync(Good with { Service = "none" }, "cli", Ct));
        Assert.IsType<CreateTokenResult.UnknownTenant>(await CreateIn(rooms).RunAsync(Good with { Tenant = "none" }, "cli", Ct));
        await using var store = await rooms.StoreAsync();
        Assert.Equal((0, 0), (await store.Tokens.CountAsync(Ct), await store.Operations.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_front_token_carries_its_vendor_alone()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        foreach (var vendor in (string[])["kavenegar", "ghasedak", "ippanel", "raygansms", "twilio"])
            Assert.IsType<CreateTokenResult.Created>(await CreateIn(rooms).RunAsync(Good with { Scopes = [$"front:{vendor}"], AllowedAddresses = ["192.0.2.7", "2001:db8::/32"] }, "cli", Ct));
    }

    private static CreateToken CreateIn(CoreRooms rooms) => new(rooms.Get<IDbContextFactory<RasanDb>>(), TimeProvider.System);
}
