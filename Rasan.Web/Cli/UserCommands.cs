using Rasan.Core.Users;

namespace Rasan.Web.Cli;

internal static class UserCommands
{
    private static readonly Option FromInput = new("password-stdin");

    public static readonly IReadOnlyList<Command> All =
    [
        new("user create", ["NAME"], [new("admin"), FromInput], CreateAsync),
        new("user reset-password", ["NAME"], [FromInput], ResetAsync),
        new("user reset-second-factor", ["NAME"], [], ResetSecondFactorAsync),
    ];

    private static async Task<int> CreateAsync(Call call, CancellationToken ct)
    {
        var name = call.Argument(0);
        switch (await call.Room<CreateUser>().RunAsync(new(name, await ReadPasswordAsync(call, ct), call.Has("admin")), Call.Actor, ct))
        {
            case CreateUserResult.Created(_, var made):
                call.Note("UserCreated", name);
                Show(call, made);
                return ExitCode.Done;
            case CreateUserResult.NameTaken:
                return call.Refuse(ExitCode.Exists, "NameTaken", name);
            case CreateUserResult.BadPassword:
                return call.Refuse(ExitCode.Usage, "BadPassword", Password.Shortest, Password.Longest);
            default:
                return call.Refuse(ExitCode.Usage, "BadValue", "NAME", name);
        }
    }

    private static async Task<int> ResetAsync(Call call, CancellationToken ct)
    {
        var name = call.Argument(0);
        switch (await call.Room<ResetPassword>().RunAsync(name, await ReadPasswordAsync(call, ct), Call.Actor, ct))
        {
            case ResetPasswordResult.Done(var made):
                call.Note("PasswordReset", name);
                Show(call, made);
                return ExitCode.Done;
            case ResetPasswordResult.BadPassword:
                return call.Refuse(ExitCode.Usage, "BadPassword", Password.Shortest, Password.Longest);
            default:
                return call.Refuse(ExitCode.NotFound, "UnknownUser", name);
        }
    }

    private static async Task<int> ResetSecondFactorAsync(Call call, CancellationToken ct)
    {
        var name = call.Argument(0);
        if (!await call.Room<ResetSecondFactor>().RunAsync(name, Call.Actor, ct)) return call.Refuse(ExitCode.NotFound, "UnknownUser", name);
        call.Note("SecondFactorReset", name);
        return ExitCode.Done;
    }

    /// <summary>Null: one is made. Never an argument: other users of the machine can read those.</summary>
    private static async Task<string?> ReadPasswordAsync(Call call, CancellationToken ct) =>
        call.Has(FromInput.Name) ? await call.Input.ReadLineAsync(ct) ?? "" : null;

    private static void Show(Call call, string? made)
    {
        if (made is null) return;
        call.Note("PasswordMade");
        call.Print(made);
    }
}
