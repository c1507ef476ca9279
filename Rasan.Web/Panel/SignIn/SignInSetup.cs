using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>ASP.NET Core Identity behind static forms, its tickets kept as rows of the database.</summary>
internal static class SignInSetup
{
    public const string SignInPage = "/sign-in";
    public const string CodePage = "/sign-in/code";
    public const string PasswordPage = "/me/password";
    public const string SignOutDoor = "/sign-out";

    /// <summary>How somebody signed in who has the device not at hand.</summary>
    public const string ByRecoveryCode = "recovery-code";

    public const int FailuresBeforeLockOut = 5;
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(5);

    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignIn()
        {
            services.AddScoped(rooms => rooms.GetRequiredService<IDbContextFactory<RasanDb>>().CreateDbContext());   // for Identity's stores, thus for one request
            services.AddIdentityCore<User>(options =>
            {
                options.Password = new() { RequiredLength = Password.Shortest, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1 };
                options.User.AllowedUserNameCharacters = "";   // what a name may be, CreateUser says: with Identity's own list nothing of a Persian name would ever be saved
                options.Lockout.MaxFailedAccessAttempts = FailuresBeforeLockOut;
                options.Lockout.DefaultLockoutTimeSpan = LockOut;
            }).AddUserStore<SealedUserStore>().AddSignInManager().AddDefaultTokenProviders().AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
            services.AddScoped(rooms => (IUserAuthenticatorKeyStore<User>)rooms.GetRequiredService<IUserStore<User>>());
            services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
            services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionTickets>(Remember);
            services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure(cookie => cookie.Cookie.Name = "rasan-second-step");
            services.AddSingleton<Sessions>().AddSingleton<FailedSignIns>().AddSingleton<SessionTickets>().AddSingleton<SessionWatch>();
            services.AddHostedService(rooms => rooms.GetRequiredService<SessionWatch>());
            services.AddScoped<CircuitHandler, SessionCircuit>();
            services.AddAuthorizationBuilder().SetFallbackPolicy(null);
            return services;
        }
    }

    private static void Remember(CookieAuthenticationOptions cookie, SessionTickets tickets)
    {
        cookie.Cookie.Name = "rasan-session";
        cookie.ExpireTimeSpan = Sessions.Idle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = cookie.AccessDeniedPath = SignInPage;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.SessionStore = tickets;
        cookie.Events = new();   // Identity's own would ask the database for the stamp again: the session's row is compared with it already
    }
}
