using System.Net;
using System.Net.Sockets;
using System.Text;
using Rasan.Core.Ledgers;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>More than can be stored, and less than was promised.</summary>
public sealed class PressureTests(ApiFixture api)
{
    private const string Body = """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_too_much_waits_to_be_stored_a_send_is_told_to_come_again_and_then_taken()
    {
        await using var app = new RasanApp();
        app.Settings["Rasan:Dispatch:Enabled"] = "false";
        app.Listen();
        var service = await new Given(app.Services).AServiceAsync();
        var token = await service.ATokenAsync();
        var ledger = app.Get<Ledger>();
        using var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var waiting = new List<Task> { ledger.DoAsync(_ => { begun.TrySetResult(); gate.Wait(Ct); return 0; }) };
        try
        {
            await begun.Task.WaitAsync(Ct);
            Assert.Throws<LedgerFullException>((Action)(() => FillUp(ledger, waiting)));
            await WrongInputTests.AssertToldAsync(
                language => new ApiClient(app.CreateClient(), token) { Language = language }.PostAsync("notifications/otp/send", Body),
                503, "busy", field: null, "Too much at once", "بار بیش از اندازه است");
            Assert.Equal("1", (await new ApiClient(app.CreateClient(), token).PostAsync("notifications/otp/send", Body)).Headers["Retry-After"]);
        }
        finally
        {
            gate.Set();
        }

        await Task.WhenAll(waiting);
        Assert.Equal(HttpStatusCode.Accepted, (await new ApiClient(app.CreateClient(), token).PostAsync("notifications/otp/send", Body)).Status);
        Assert.Equal(1, await service.CountMessagesAsync());
    }

    private static void FillUp(Ledger ledger, List<Task> waiting)
    {
        for (var i = 0; i < 1_000_000; i++) waiting.Add(ledger.DoAsync(_ => 0));
    }

    [Fact]
    public async Task A_body_that_stops_on_its_way_is_told_from_one_that_is_wrong()
    {
        var service = await api.Given.AServiceAsync();
        var token = await service.ATokenAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(api.Address.Host, api.Address.Port, Ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/notifications/otp/send HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAccept-Language: fa\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..20]}"), Ct);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ct);   // the server gives up after its five seconds, and hangs up
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body_timeout\"", answer, StringComparison.Ordinal);
        Assert.Contains("بدنهٔ درخواست نرسید", answer, StringComparison.Ordinal);
        Assert.Equal(0, await service.CountMessagesAsync());
    }
}
