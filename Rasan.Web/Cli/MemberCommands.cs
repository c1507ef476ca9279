using Rasan.Core.Services;

namespace Rasan.Web.Cli;

internal static class MemberCommands
{
    private static readonly Option Service = new("service", "KEY") { IsRequired = true };
    private static readonly Option Level = new("level", string.Join('|', AccessLevel.ReadyMade.Select(level => level.Key))) { IsRequired = true };

    public static readonly IReadOnlyList<Command> All =
    [
        new("member set", ["NAME"], [Service, Level], (call, ct) => SetAsync(call, call.Option(Level.Name), ct)),
        new("member remove", ["NAME"], [Service], (call, ct) => SetAsync(call, level: null, ct)),
    ];

    private static async Task<int> SetAsync(Call call, string? level, CancellationToken ct)
    {
        var (service, user) = (call.Option(Service.Name)!, call.Argument(0));
        switch (await call.Room<SetMember>().RunAsync(service, user, level, Call.Actor, ct))
        {
            case SetMemberResult.UnknownService:
                return call.Refuse(ExitCode.NotFound, "UnknownService", service);
            case SetMemberResult.UnknownUser:
                return call.Refuse(ExitCode.NotFound, "UnknownUser", user);
            case SetMemberResult.UnknownLevel:
                return call.Refuse(ExitCode.Usage, "BadValue", "--level", level!);
            default:   // unchanged is what was wanted, too
                call.Note(level is null ? "MemberRemoved" : "MemberSet", user, service, level ?? "");
                return ExitCode.Done;
        }
    }
}
