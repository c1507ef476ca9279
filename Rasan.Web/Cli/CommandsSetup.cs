using Microsoft.AspNetCore.Identity;
using Rasan.Core.Services;
using Rasan.Core.Storage.Backups;
using Rasan.Core.Users;

namespace Rasan.Web.Cli;

internal static class CommandsSetup
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>The use cases that only the command line knows.</summary>
        public WebApplicationBuilder AddCommands()
        {
            builder.Services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
            builder.Services.AddSingleton<CreateToken>().AddSingleton<RevokeToken>().AddSingleton<HoldSending>();
            builder.Services.AddSingleton<CreateUser>().AddSingleton<ResetPassword>();
            builder.Services.AddSingleton<MakeBackup>().AddSingleton<RestoreBackup>();
            return builder;
        }
    }
}
