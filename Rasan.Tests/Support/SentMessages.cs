using System.Net.Http.Json;
using System.Text.Json;

namespace Rasan.Tests.Support;

/// <summary>Messages of the first start's own service, sent and followed as a program does.</summary>
internal static class SentMessages
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(RasanApp app)
    {
        /// <summary>Sends over the API.</summary>
        /// <returns>The tracking id.</returns>
        public async Task<string> SendTextAsync(string to, string text, string intent = "NEWS", string? scheduledAt = null, string? reference = null)
        {
            using var client = app.CreateApiClient();
            using var answer = await client.PostAsJsonAsync("/api/v1/messages", new { to, text, intent, scheduled_at = scheduledAt, reference }, Ct);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
            return body.RootElement.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
        }

        /// <summary>The message as the API shows it, once it is in the state.</summary>
        public async Task<JsonElement> UntilAsync(string id, string state)
        {
            using var client = app.CreateApiClient();
            JsonElement seen = default;
            await Eventually.IsTrueAsync(async () =>
            {
                seen = await client.GetFromJsonAsync<JsonElement>($"/api/v1/messages/{id}", Ct);
                return seen.GetProperty("state").GetString() == state;
            }, $"{id} is {state}", Ct);
            return seen;
        }
    }
}
