using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Tests.Api;
using Rasan.Tests.Support;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Exports;

namespace Rasan.Tests.Panel.Exports;

/// <summary>Lists taken out as files: what is in them, what is not, and the trace it leaves.</summary>
public sealed class ExportDoorTests(ApiFixture api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MessagesExport Messages => api.Services.GetRequiredService<MessagesExport>();

    private LogsExport Logs => api.Services.GetRequiredService<LogsExport>();

    [Fact]
    public async Task All_messages_of_the_filter_go_out_and_the_operation_log_says_so()
    {
        var (service, client) = await ServiceAsync();
        for (var i = 0; i < 3; i++) await SendAsync(client, "کالا", "A_B", reference: "r-09121112222");
        await SendAsync(client, "x", "OTHER");
        await SendAsync((await ServiceAsync()).Client, "elsewhere", "A_B");
        var order = await OrderAsync(service, ExportFormat.Csv, Permissions.All);
        using var answer = await TakeAsync((response, ct) => Messages.RunAsync(response, order, new() { Intent = "A_B", Reference = "r-09121112222", From = DateTimeOffset.UnixEpoch }, ct));

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches($"^{service.Key}-messages-[0-9]{{8}}-[0-9]{{6}}\\.csv$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("شناسهٔ پیام", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.Contains("'+989120000111", line, StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.Contains("کالا", line, StringComparison.Ordinal));

        var trace = await TraceAsync(service, "messages.export");
        Assert.Equal("messages", trace.Subject);
        using var after = JsonDocument.Parse(trace.After!);
        Assert.Equal(3, after.RootElement.GetProperty("rows").GetInt32());
        Assert.True(after.RootElement.GetProperty("whole").GetBoolean());
        Assert.Equal("A_B", after.RootElement.GetProperty("filter").GetProperty("intent").GetString());
        Assert.DoesNotContain("1112222", trace.After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_permissions_numbers_are_masked_and_texts_are_not_there_and_codes_never_are()
    {
        var (service, client) = await ServiceAsync();
        await SendAsync(client, "a secret text", "A");
        await client.PostAsync("notifications/otp/send", """{"phone":"09120000111","internal_template_key":"otp_login","params":["8642"]}""");
        var order = await OrderAsync(service, ExportFormat.Xlsx, Permissions.SeeMessages);
        using var masked = await TakeAsync((response, ct) => Messages.RunAsync(response, order, new(), ct));
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", masked.Content.Headers.ContentType!.ToString());
        var rows = await RowsAsync(masked);
        Assert.Equal(3, rows.Count);
        Assert.DoesNotContain("متن", rows[0]);
        Assert.All(rows.Skip(1), row => Assert.Contains("+98912***0111", row));
        var everything = string.Join('\n', rows.SelectMany(row => row));
        Assert.DoesNotContain("secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("0000111", everything, StringComparison.Ordinal);

        using var whole = await TakeAsync((response, ct) => Messages.RunAsync(response, order with { Caller = order.Caller with { Permissions = Permissions.All } }, new(), ct));
        var shown = string.Join('\n', (await RowsAsync(whole)).SelectMany(row => row));
        Assert.Contains("a secret text", shown, StringComparison.Ordinal);
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("8642", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_logs_go_out_with_the_names_of_who_acted()
    {
        var (service, client) = await ServiceAsync();
        var id = await SendAsync(client, "x", "A");
        await client.PostAsync($"messages/{id}/cancel", "");
        var order = await OrderAsync(service, ExportFormat.Xlsx, Permissions.SeeLogs);
        using var operations = await TakeAsync((response, ct) => Logs.OperationsAsync(response, order, new() { Action = "message.cancel" }, oldestFirst: false, ct));
        var cancelled = Assert.Single((await RowsAsync(operations)).Skip(1));
        Assert.Contains("test", cancelled);
        Assert.Contains($"message:{id}", cancelled);

        await client.UntilAsync("logs/api?route=/api/v1/messages/{id}/cancel", a => a["calls"].GetArrayLength() == 1);
        using var calls = await TakeAsync((response, ct) => Logs.ApiCallsAsync(response, order, new() { Method = "POST", Status = new(200, 299) }, oldestFirst: true, ct));
        var rows = await RowsAsync(calls);
        Assert.Equal(["/api/v1/messages", "/api/v1/messages/{id}/cancel"], rows.Skip(1).Select(row => row[2]));
        Assert.Equal("logs:api", (await TraceAsync(service, "logs.export")).Subject);
    }

    [Fact]
    public async Task An_export_that_is_cut_leaves_its_trace_too()
    {
        var (service, client) = await ServiceAsync();
        for (var i = 0; i < 3; i++) await SendAsync(client, "x", "A");
        using var leaving = new CancellationTokenSource();
        var context = new DefaultHttpContext { Response = { Body = new LeavingReader(leaving) } };
        var order = await OrderAsync(service, ExportFormat.Xlsx, Permissions.All);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Messages.RunAsync(context.Response, order, new(), leaving.Token));
        Assert.Contains("\"whole\":false", (await TraceAsync(service, "messages.export")).After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_goes_out_to_who_may_not_see_it()
    {
        var (service, _) = await ServiceAsync();
        var context = new DefaultHttpContext();
        var order = await OrderAsync(service, ExportFormat.Csv, Permissions.Send);
        await Assert.ThrowsAsync<ForbiddenException>(() => Messages.RunAsync(context.Response, order, new(), Ct));
        await Assert.ThrowsAsync<ForbiddenException>(() => Logs.OperationsAsync(context.Response, order, new(), oldestFirst: false, Ct));
        await Assert.ThrowsAsync<ForbiddenException>(() => Logs.ApiCallsAsync(context.Response, order, new(), oldestFirst: false, Ct));
        Assert.Null(context.Response.ContentType);
    }

    /// <summary>Over a real connection: the server refuses whoever would block on it.</summary>
    private static async Task<HttpResponseMessage> TakeAsync(Func<HttpResponse, CancellationToken, Task> export)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var door = builder.Build();
        door.Run(context => export(context.Response, context.RequestAborted));
        await door.StartAsync(Ct);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, door.Urls.Single());
        var answer = await client.SendAsync(request, Ct);
        await answer.Content.LoadIntoBufferAsync(Ct);
        return answer;
    }

    private static async Task<List<string?[]>> RowsAsync(HttpResponseMessage answer)
    {
        using var book = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        return ExportTableTests.ReadAll(book)[0].ConvertAll(row => Array.ConvertAll(row, cell => cell?.ToString()));
    }

    private async Task<ExportOrder> OrderAsync(GivenShop service, ExportFormat format, Permissions permissions)
    {
        await using var store = await api.Given.StoreAsync();
        return new(new(await store.Services.SingleAsync(s => s.Id == service.Id, Ct), null, "user:1", permissions), format, PanelCultures.Persian);
    }

    private async Task<Operation> TraceAsync(GivenShop service, string action)
    {
        await using var store = await api.Services.GetRequiredService<IDbContextFactory<RasanDb>>().CreateDbContextAsync(Ct);
        return await store.Operations.OrderByDescending(o => o.Id).FirstAsync(o => o.ServiceId == service.Id && o.Action == action, Ct);
    }

    private static async Task<string> SendAsync(ApiClient client, string text, string intent, string reference = "r") =>
        (await client.PostAsync("messages", $$"""{"to":"09120000111","text":"{{text}}","intent":"{{intent}}","reference":"{{reference}}","scheduled_at":"2027-01-01T00:00:00Z"}"""))["messages"][0].GetProperty("tracking_id").GetString()!;

    private async Task<(GivenShop Service, ApiClient Client)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        return (service, api.Client(await service.ATokenAsync("send read logs")));
    }

    /// <summary>Goes away as soon as the first bytes come.</summary>
    private sealed class LeavingReader(CancellationTokenSource leaving) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await leaving.CancelAsync();
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
