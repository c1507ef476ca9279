using System.Net;
using Microsoft.Data.Sqlite;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>What nobody expected.</summary>
public sealed class SurpriseTests
{
    [Fact]
    public async Task An_unknown_fault_is_a_problem_with_a_trace_id_and_nothing_of_the_inside()
    {
        await using var app = new RasanApp();
        app.Listen();
        var service = await new Given(app.Services).AServiceAsync();
        var client = new ApiClient(app.CreateClient(), await service.ATokenAsync());
        var id = (await client.PostAsync("notifications/otp/send", """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"]}""")).TrackingId;

        await using (var file = new SqliteConnection($"Data Source={Path.Combine(app.DataDirectory, "rasan.db")}"))
        {
            await file.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = file.CreateCommand();
            command.CommandText = "DROP TABLE delivery_reports";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var answer = await client.GetAsync($"messages/{id}");
        WrongInputTests.AssertProblem(answer, 500, "internal_error");
        Assert.DoesNotContain("delivery_reports", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("messages")).Status);
    }
}
