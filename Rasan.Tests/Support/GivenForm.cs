using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;

namespace Rasan.Tests.Support;

public static class GivenForms
{
    extension(RasanApp app)
    {
        /// <summary>A form that a system administrator has sent, for next year.</summary>
        /// <returns>Its key, as addresses have it.</returns>
        public async Task<string> AFormAsync(long serviceId, string to = "09121112298", string text = "later")
        {
            var catalog = app.Services.GetRequiredService<Catalogs>().Current;
            var form = Guid.NewGuid();
            var order = new SendOrder
            {
                Caller = new(catalog.Services[serviceId], null, "user:1", Permissions.All),
                Intent = SendChoices.DefaultIntent,
                To = [],
                Text = text,
                ScheduledAt = TimeProvider.System.GetUtcNow().AddDays(300),
            };
            await app.Services.GetRequiredService<SendForm>().RunAsync(form, order, RecipientList.Read(to, [], catalog, serviceId), CancellationToken.None);
            return form.ToString("D");
        }
    }
}
