using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Logs;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>The API log says what happened and gives nothing away.</summary>
public sealed class ApiLogTests(ApiFixture api)
{
    [Fact]
    public async Task Every_call_leaves_a_row_without_texts_numbers_or_secrets()
    {
        var service = await api.Given.AServiceAsync();
        var token = await service.ATokenAsync();
        var client = api.Client(token);
        await service.ATemplateAsync("two", "{token} {code}");
        var sent = await client.PostAsync("notifications/otp/send", """{"phone":"09121112222","internal_template_key":"two","params":{"token":"73912","code":"x"},"code":"55555"}""");
        await client.PostAsync("messages", """{"to":["09123334444","Ali 0912"],"text":"secret words","reference":"about Ali"}""");
        await client.GetAsync($"notifications/{sent.TrackingId}");
        await client.PostAsync("messages", "not json: 09125556666");
        await client.PostAsync("messages", $$"""{"text":"{{new string('s', 9000)}}"}""");

        var rows = await RowsAsync(service.Id, 5);
        Assert.Equal(
            ["/api/v1/notifications/otp/send", "/api/v1/messages", "/api/v1/notifications/{tracking_id}", "/api/v1/messages", "/api/v1/messages"],
            rows.Select(row => row.Route));
        Assert.Equal([202, 202, 200, 400, 422], rows.Select(row => row.Status));
        Assert.Equal("malformed_request", rows[3].Code);
        Assert.NotNull(rows[3].TraceId);
        Assert.Equal("127.0.0.1", rows[0].Address);
        Assert.All(rows, row => Assert.True(row.Microseconds > 0));
        Assert.Contains("\"two\"", rows[0].Request!, StringComparison.Ordinal);
        Assert.Contains(sent.TrackingId, rows[0].Response!, StringComparison.Ordinal);
        Assert.Contains("+98912***2222", rows[0].Request!, StringComparison.Ordinal);

        var everything = string.Join('\n', rows.Select(row => row.Request + row.Response));
        foreach (var secret in new[] { "73912", "55555", "1112222", "3334444", "5556666", "secret words", "Ali", token, "sss" })
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"1234","data":{"intent":"1234"},"intent":"A_B"}""", """{"code":"***","data":{"intent":"***"},"intent":"A_B"}""")]
    [InlineData("""{"ids":["09121112222"],"tenant_id":"+989121112222","options":{"09121112222":"x"}}""", """{"ids":["+98912***2222"],"tenant_id":"+98912***2222","options":{"***":"***"}}""")]
    [InlineData("""{"messages":[{"to":"09121112222","text":"x"},{"to":"+4917612345678","status":"sent"}]}""", """{"messages":[{"to":"+98912***2222","text":"***"},{"to":"+491761***5678","status":"sent"}]}""")]
    [InlineData("""{"intent":"my number is 0912","09121112222 x":1,"dry_run":true,"line":null}""", """{"intent":"***","09121112222 x":"***","dry_run":true,"line":null}""")]
    public void What_is_not_known_to_be_harmless_is_masked(string body, string kept)
    {
        using var mask = new ApiLogMask();
        Assert.Equal(kept, Encoding.UTF8.GetString(mask.Mask(Encoding.UTF8.GetBytes(body))));
    }

    private async Task<List<ApiCall>> RowsAsync(long service, int many)
    {
        await Eventually.IsTrueAsync(async () => (await ReadAsync(service)).Count >= many, $"{many} calls of service {service} are in the log", TestContext.Current.CancellationToken);
        return await ReadAsync(service);
    }

    private async Task<List<ApiCall>> ReadAsync(long service)
    {
        await using var logs = await api.Services.GetRequiredService<IDbContextFactory<LogsDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await logs.ApiCalls.AsNoTracking().Where(row => row.ServiceId == service).OrderBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
