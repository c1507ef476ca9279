using System.Globalization;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Backups;

namespace Rasan.Web.Cli;

internal static class BackupCommands
{
    private static readonly Option PassphraseFile = new("passphrase-file", "FILE");

    public static readonly IReadOnlyList<Command> All =
    [
        new("backup", ["FILE"], [PassphraseFile], BackupAsync),
        new("restore", ["FILE"], [new("send"), PassphraseFile], RestoreAsync) { NeedsDatabase = false },
    ];

    private static async Task<int> BackupAsync(Call call, CancellationToken ct)
    {
        var target = Path.GetFullPath(call.Argument(0));
        if (File.Exists(target)) return call.Refuse(ExitCode.Exists, "FileExists", target);
        if (!TryReadPassphrase(call, out var passphrase, out var refusal)) return call.Refuse(refusal!);
        var manifest = await call.Room<MakeBackup>().RunAsync(target, passphrase, ct);
        call.Say("BackupMade", target, manifest.Files.Sum(file => file.Size).ToString("N0", CultureInfo.InvariantCulture));
        if (passphrase is null) call.Note("BackupNotSealed");
        return ExitCode.Done;
    }

    private static async Task<int> RestoreAsync(Call call, CancellationToken ct)
    {
        var source = Path.GetFullPath(call.Argument(0));
        if (!File.Exists(source)) return call.Refuse(ExitCode.NotFound, "NoFile", source);
        if (!TryReadPassphrase(call, out var passphrase, out var refusal)) return call.Refuse(refusal!);
        using var held = ServerLock.TryTake(call.Directory);
        if (held is null) return call.Refuse(Refusal.ServerRuns(call.Directory));
        switch (await call.Room<RestoreBackup>().RunAsync(source, passphrase, call.Has("send"), Call.Actor, ct))
        {
            case RestoreResult.Restored(var manifest, var aside):
                call.Say("Restored", manifest.MadeAt.ToString("u", CultureInfo.InvariantCulture), call.Directory.Root);
                if (aside is not null) call.Say("RestoredAside", aside);
                if (!call.Has("send")) call.Say("RestoredHeld");
                return ExitCode.Done;
            case RestoreResult.NeedsPassphrase:
                return call.Refuse(ExitCode.Usage, "NeedsPassphrase", source);
            case RestoreResult.WrongPassphrase:
                return call.Refuse(ExitCode.BadData, "WrongPassphrase", source);
            case RestoreResult.Newer(var schema):
                return call.Refuse(ExitCode.BadData, "DatabaseNewer", source, schema);
            default:
                return call.Refuse(ExitCode.BadData, "NotABackup", source);
        }
    }

    /// <summary>The first line of a file: an argument could be read by every user of the machine.</summary>
    private static bool TryReadPassphrase(Call call, out string? passphrase, out Refusal? refusal)
    {
        (passphrase, refusal) = (null, null);
        if (call.Option(PassphraseFile.Name) is not { } path) return true;
        if (!File.Exists(path)) refusal = new(ExitCode.NotFound, "NoFile", path);
        else if ((passphrase = File.ReadLines(path).FirstOrDefault()?.TrimEnd('\r')) is null or "") refusal = new(ExitCode.Usage, "EmptyPassphrase", path);
        return refusal is null;
    }
}
