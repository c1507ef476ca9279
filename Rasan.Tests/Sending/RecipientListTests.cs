using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Tests.Api;

namespace Rasan.Tests.Sending;

public sealed class RecipientListTests(ApiFixture api)
{
    [Theory]
    [InlineData("09120000111,09120000112;09120000113\n09120000114 09120000115\t09120000116")]
    [InlineData("۰۹۱۲۰۰۰۰۱۱۱، 0912 000 0112؛ +98 912 000 0113\r\n00989120000114 9120000115|٠٩١٢٠٠٠٠١١٦")]
    public void Numbers_stand_between_commas_semicolons_lines_and_spaces_in_any_form(string typed) =>
        Assert.Equal(Enumerable.Range(111, 6).Select(n => $"+989120000{n}"), Read(typed).Found.Select(found => found.To.E164));

    [Fact]
    public void A_number_that_comes_again_in_another_form_is_sent_to_once_and_said()
    {
        var list = Read("09120000111 +989120000111 ۰۹۱۲۰۰۰۰۱۱۱ 09120000112");
        Assert.Equal(2, list.Found.Count);
        Assert.Equal(["+989120000111", "۰۹۱۲۰۰۰۰۱۱۱"], list.Repeated);
    }

    [Fact]
    public void What_is_no_number_is_refused_as_it_was_written_and_takes_no_other_with_it()
    {
        var list = Read("0912 000 011 09120000112\nhallo user:1");
        Assert.Equal("+989120000112", Assert.Single(list.Found).To.E164);
        Assert.Equal([("0912", "bad_number"), ("000", "bad_number"), ("011", "bad_number"), ("hallo", "bad_number"), ("user:1", "unknown_user")], list.Refused.Select(refused => (refused.To, refused.Code)));
    }

    [Fact]
    public async Task People_are_found_by_id_and_one_who_was_typed_and_chosen_counts_once()
    {
        var service = await api.Given.AServiceAsync();
        var (sara, nobody) = (await service.AMemberAsync("09120000222"), await service.AMemberAsync(phone: null));
        var list = RecipientList.Read($"user:{sara} 09120000222", [sara, nobody], api.Services.GetRequiredService<Catalogs>().Current, service.Id);
        Assert.Equal($"user:{sara}", Assert.Single(list.Found).Asked);
        Assert.Equal(["09120000222", $"user:{sara}"], list.Repeated);
        Assert.Equal("no_channel", Assert.Single(list.Refused).Code);
    }

    private static RecipientList Read(string typed) => RecipientList.Read(typed, [], Catalog.Empty, serviceId: 1);
}
