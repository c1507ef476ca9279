using Microsoft.AspNetCore.Identity;
using Rasan.Core.Services;
using Rasan.Core.Storage.Backups;
using Rasan.Core.Users;
using Rasan.Web.Hosting;

namespace Rasan.Web.Cli;

internal static class CommandsSetup
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Use cases of the command line and of the first start.</summary>
        public WebApplicationBuilder AddCommands()
        {
            builder.Services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
            builder.Services.AddSingleton<CreateToken>().AddSingleton<RevokeToken>().AddSingleton<HoldSending>();
            builder.Services.AddSingleton<CreateUser>().AddSingleton<ResetPassword>().AddSingleton<ResetSecondFactor>().AddSingleton<SetMember>();
            builder.Services.AddSingleton<MakeBackup>().AddSingleton<RestoreBackup>();
            builder.Services.AddSingleton<FirstStart>().AddSingleton<FirstStartNotice>();
            return builder;
        }
    }
}
