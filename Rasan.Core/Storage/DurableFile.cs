using System.Runtime.InteropServices;
using System.Text;

namespace Rasan.Core.Storage;

/// <summary>A file that is there whole or not at all, also after a power cut, and readable by its owner alone.</summary>
public static class DurableFile
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>From here on every file this process makes, by whatever library, is its owner's alone.</summary>
    public static void KeepPrivate()
    {
        if (!OperatingSystem.IsWindows()) _ = UMask(0b_000_111_111);
    }

    /// <summary>A new file for writing, mode 0600 where there are modes.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnlyFolder);

    /// <returns>False: it exists and <paramref name="replace"/> is false.</returns>
    public static bool Write(string path, ReadOnlySpan<byte> content, bool replace)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (var file = Create(partial))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            Move(partial, path, replace);
            return true;
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(partial);   // there only when something failed
        }
    }

    /// <summary>Renames and makes the new name durable.</summary>
    public static void Move(string from, string to, bool replace = false)
    {
        File.Move(from, to, replace);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A rename is on the disk only when its folder is; .NET has no word for that.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (folder < 0) return;
        _ = FSync(folder);
        _ = Close(folder);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint UMask(uint mask);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
