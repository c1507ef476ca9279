using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Web.Cli;

internal static class MigrateCommand
{
    public static readonly Command Migrate = new("migrate", [], [], RunAsync) { NeedsDatabase = false };

    private static async Task<int> RunAsync(Call call, CancellationToken ct)
    {
        using var held = ServerLock.TryTake(call.Directory);
        if (held is null) return call.Refuse(Refusal.ServerRuns(call.Directory));
        switch (await call.Room<Migrate>().RunAsync(ct))
        {
            case MigrateResult.Newer(var file, var migration):
                return call.Refuse(ExitCode.BadData, "DatabaseNewer", file, migration);
            case MigrateResult.Unavailable(var file, var fault):
                return call.Refuse(Refusal.Of(fault, call.Directory, file));
            case MigrateResult.Done([]):
                call.Say("UpToDate");
                return ExitCode.Done;
            case MigrateResult.Done(var applied):
                foreach (var name in applied) call.Say("Migrated", name);
                return ExitCode.Done;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
