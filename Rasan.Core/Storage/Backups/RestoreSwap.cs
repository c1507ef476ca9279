using System.Globalization;
using System.Text;

namespace Rasan.Core.Storage.Backups;

/// <summary>
/// Puts staged files in the place of those that are there. A note on disk says that it is under way, every step is one rename and may be
/// taken again: a process killed in between leaves work for the next one, never a database without its keys.
/// </summary>
public static class RestoreSwap
{
    private const string Note = "restore.pending";

    // the log of changes goes first: beside another database it would be played into it
    private static readonly (string Name, string GoesWith)[] Steps =
        [
            ("rasan.db-wal", "rasan.db"), ("rasan.db-shm", "rasan.db"),
            ("search.db-wal", "rasan.db"), ("search.db-shm", "rasan.db"), ("search.db", "rasan.db"),   // knows the rows of the old one
            ("references.db-wal", "rasan.db"), ("references.db-shm", "rasan.db"), ("references.db", "rasan.db"),
            ("rasan.db", "rasan.db"), ("keys", "keys"),
        ];

    /// <returns>Where the old files went; null: there were none.</returns>
    internal static string? Begin(DataDirectory directory, DataDirectory staging, DateTimeOffset now)
    {
        var aside = directory.File(string.Create(CultureInfo.InvariantCulture, $"before-restore-{now:yyyyMMdd-HHmmss}"));
        DurableFile.FlushFolder(staging.Root);
        DurableFile.FlushFolder(staging.Keys);
        DurableFile.Write(directory.File(Note), Encoding.UTF8.GetBytes($"{Path.GetFileName(staging.Root)}\n{Path.GetFileName(aside)}"), replace: true);
        Finish(directory);
        return Directory.Exists(aside) ? aside : null;
    }

    /// <summary>Ends a swap that was begun; does nothing when there is none. The caller holds the server lock.</summary>
    public static void Finish(DataDirectory directory)
    {
        var note = directory.File(Note);
        if (!File.Exists(note)) return;
        var names = File.ReadAllLines(note);
        var (staging, aside) = (directory.File(names[0]), directory.File(names[1]));
        foreach (var (name, goesWith) in Steps)
        {
            if (!Exists(Path.Combine(staging, goesWith))) continue;   // this one is in place
            if (Exists(directory.File(name))) Move(directory.File(name), Path.Combine(DurableFile.CreateFolder(aside).FullName, name));
            if (name == goesWith) Move(Path.Combine(staging, name), directory.File(name));
        }

        File.Delete(note);
        DurableFile.FlushFolder(directory.Root);
        if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
    }

    /// <summary>Removes what a refused restore has staged; a swap that stands half done keeps it.</summary>
    internal static void Forget(DataDirectory directory, DataDirectory staging)
    {
        if (!File.Exists(directory.File(Note)) && Directory.Exists(staging.Root)) Directory.Delete(staging.Root, recursive: true);
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void Move(string from, string to)
    {
        Directory.Move(from, to);   // renames files as well
        DurableFile.FlushFolder(Path.GetDirectoryName(to)!);
    }
}
