using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Sending;

public sealed class SendFormTests(ApiFixture api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_is_handed_in_twice_is_sent_once_and_its_operation_tells_no_number_and_no_text()
    {
        var (service, order) = await OrderAsync();
        var (form, to) = (Guid.NewGuid(), Read("09120000111, 0912, 09120000112, 09120000111"));
        Assert.IsType<SendResult.Accepted>(await Send.RunAsync(form, order, to, Ct));
        Assert.IsType<SendResult.Replayed>(await Send.RunAsync(form, order, to, Ct));
        Assert.Equal(2, await service.CountMessagesAsync());

        await using var store = await api.Given.StoreAsync();
        var operation = await store.Operations.SingleAsync(o => o.ServiceId == service.Id && o.Action == "message.send", Ct);
        Assert.Equal(("user:1", $"form:{form}"), (operation.Actor, operation.Subject));
        Assert.StartsWith("""{"messages":2,"refused":1,"repeated":1,"intent":"MESSAGE",""", operation.After, StringComparison.Ordinal);
        Assert.DoesNotContain("0912", operation.After, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", operation.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_sent_and_then_changed_is_not_sent_again()
    {
        var (service, order) = await OrderAsync();
        var form = Guid.NewGuid();
        await Send.RunAsync(form, order, Read("09120000111"), Ct);
        Assert.IsType<SendResult.Conflict>(await Send.RunAsync(form, order with { Text = "another" }, Read("09120000111"), Ct));
        Assert.Equal(1, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task What_became_of_it_is_found_again_by_who_may_send_there_and_by_nobody_else()
    {
        var (_, order) = await OrderAsync();
        var form = Guid.NewGuid();
        await Send.RunAsync(form, order, Read("09120000111 091200002 09120000111"), Ct);
        var found = await Find.RunAsync(order.Caller, form, Ct);
        Assert.Equal(("09120000111", "+989120000111"), (Assert.Single(found!.Messages).Asked, found.Messages[0].To));
        Assert.Equal(("091200002", "bad_number", 1), (found.Refused[0].To, found.Refused[0].Code, found.Repeated));

        var (_, elsewhere) = await OrderAsync();
        Assert.Null(await Find.RunAsync(elsewhere.Caller, form, Ct));
        Assert.Null(await Find.RunAsync(order.Caller, Guid.NewGuid(), Ct));
        await Assert.ThrowsAsync<ForbiddenException>(() => Find.RunAsync(order.Caller with { Permissions = Permissions.SeeMessages }, form, Ct));
    }

    [Fact]
    public async Task Whoever_may_not_see_numbers_finds_them_masked_the_refused_ones_too()
    {
        var (_, order) = await OrderAsync();
        var form = Guid.NewGuid();
        await Send.RunAsync(form, order, Read("09120000111 0912000022"), Ct);
        var found = await Find.RunAsync(order.Caller with { Permissions = Permissions.Send }, form, Ct);
        Assert.Equal(("*******0111", "+98912***0111"), (found!.Messages[0].Asked, found.Messages[0].To));
        Assert.Equal("******0022", found.Refused[0].To);
    }

    private SendForm Send => api.Services.GetRequiredService<SendForm>();

    private FindSentForm Find => api.Services.GetRequiredService<FindSentForm>();

    private static RecipientList Read(string typed) => RecipientList.Read(typed, [], Catalog.Empty, serviceId: 1);

    private async Task<(GivenShop, SendOrder)> OrderAsync()
    {
        var given = await api.Given.AServiceAsync();
        await given.ASandboxAccountAsync("main");
        await using var store = await api.Given.StoreAsync();
        var service = await store.Services.SingleAsync(s => s.Id == given.Id, Ct);
        return (given, new() { Caller = new(service, null, "user:1", Permissions.All), Intent = "MESSAGE", To = [], Text = "secret" });
    }
}
