namespace Rasan.Core.Storage;

/// <summary>
/// One server per data directory: a file held open with an exclusive lock, which the operating system gives up when the process ends, however it ends.
/// </summary>
public sealed class ServerLock : IDisposable
{
    private const int LinuxWouldBlock = 11, MacWouldBlock = 35, WindowsSharing = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <summary>Null: another process has it.</summary>
    /// <exception cref="IOException">The directory can't be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory can't be written.</exception>
    public static ServerLock? TryTake(DataDirectory directory)
    {
        DurableFile.CreateFolder(directory.Root);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = DurableFile.OwnerOnly;
        try
        {
            return new(new FileStream(directory.LockFile, options));
        }
        catch (IOException taken) when (taken.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharing)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();   // the file stays: removing it would let two servers lock two files of one name
}
