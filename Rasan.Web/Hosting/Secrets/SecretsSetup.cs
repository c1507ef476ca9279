using Microsoft.AspNetCore.DataProtection;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting.Secrets;

internal static class SecretsSetup
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddSecrets()
        {
            // one name for ever: a restored key ring opens in another folder and under another program path
            builder.Services.AddDataProtection().SetApplicationName("Rasan").PersistKeysToFileSystem(new DirectoryInfo(builder.DataDirectory.Keys));
            builder.Services.AddSingleton<DataKeys>().AddSingleton<ISecretBox, SecretBox>().AddSingleton<CheckSecrets>();
            return builder;
        }
    }
}
