using Rasan.Core.Services;

namespace Rasan.Web.Cli;

/// <summary>An operator's word on whether anything goes out; after a restore the release is needed.</summary>
internal static class SendingCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new("sending hold", [], [new("reason", "TEXT")], HoldAsync),
        new("sending release", [], [], ReleaseAsync),
        new("sending status", [], [], StatusAsync),
    ];

    private static async Task<int> HoldAsync(Call call, CancellationToken ct)
    {
        await call.Room<HoldSending>().RunAsync(call.Option("reason") is { Length: > 0 } reason ? reason : Call.Actor, Call.Actor, ct);
        return await StatusAsync(call, ct);
    }

    private static async Task<int> ReleaseAsync(Call call, CancellationToken ct)
    {
        await call.Room<HoldSending>().RunAsync(null, Call.Actor, ct);
        return await StatusAsync(call, ct);
    }

    private static async Task<int> StatusAsync(Call call, CancellationToken ct)
    {
        if (await call.Room<HoldSending>().ReasonAsync(ct) is { } reason) call.Say("SendingHeld", reason);
        else call.Say("SendingGoesOn");
        return ExitCode.Done;
    }
}
