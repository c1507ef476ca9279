using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Users;

namespace Rasan.Tests.Support;

/// <summary>Who sits before the panel, and what they are shown, in the first start's own service.</summary>
internal static class PanelPeople
{
    public const string Password = "a-long-pass-phrase";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(RasanApp app)
    {
        /// <summary>A member of the service <c>sandbox</c> with a ready-made access level.</summary>
        public async Task<long> AddMemberAsync(string name, string accessLevel)
        {
            var created = (CreateUserResult.Created)await app.Get<CreateUser>().RunAsync(new(name, Password), "test", Ct);
            await using var store = await app.StoreAsync();
            var service = await store.Services.FirstAsync(s => s.Key == "sandbox", Ct);
            store.Members.Add(new() { ServiceId = service.Id, UserId = created.Id, AccessLevel = accessLevel, CreatedAt = TimeProvider.System.GetUtcNow() });
            await store.SaveChangesAsync(Ct);
            await app.Get<Catalogs>().RefreshAsync(Ct);
            return created.Id;
        }

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
